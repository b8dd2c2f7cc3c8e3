package io.humanlayer.acceptance.killing;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.humanlayer.acceptance.system.Agent;
import io.humanlayer.acceptance.system.Log;
import io.humanlayer.acceptance.system.Patience;
import io.humanlayer.acceptance.system.RunningSystem;
import io.humanlayer.acceptance.system.TheSystem;
import io.humanlayer.eventing.Envelope;
import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.EventLeaf;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.MerkleTree;
import io.humanlayer.proof.decision.HashedRekord;
import io.humanlayer.testkit.infrastructure.TestKafka;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Every process dies once by `kill -9` while requests flow, and nothing that was accepted is lost,
/// decided twice or left out of the ledger.
@ExtendWith(TheSystem.class)
@Order(Integer.MAX_VALUE)
class KillingAnyProcessLosesNothingTest {

  private static final int REQUESTS = 200;
  private static final Duration BACK = Duration.ofMinutes(2);
  private static final Duration SETTLED = Duration.ofMinutes(4);

  private static final List<String> VICTIMS =
      List.of(
          "request-gateway",
          "policy-engine",
          "routing-service",
          "decision-ledger",
          "notifier",
          "connect",
          "registry",
          "postgres",
          "kafka");

  @Test
  void requests_in_flight_survive_the_death_of_each_process(RunningSystem system) {
    Agent agent = system.newAgent();
    Log log = system.log();
    try (var traffic = new Traffic(agent);
        var ada = new BusySentinel(system.installation().sentinel("ada"));
        var watch = new CheckpointWatch(log)) {
      watch.start();
      ada.start();
      traffic.start();
      for (String victim : VICTIMS) {
        system.processes().kill(victim, BACK);
      }
      Patience.until("200 requests", SETTLED, traffic::released, count -> count >= REQUESTS);
      traffic.finish();

      assertThat(traffic.failures()).isEmpty();
      Map<String, String> accepted = traffic.accepted();
      assertThat(accepted).hasSize(traffic.released());
      assertThat(Set.copyOf(accepted.values())).hasSameSizeAs(accepted.values());

      Set<String> decided = decidedOrOpen(agent, accepted, ada);
      decidedOnce(system, decided);
      decided.forEach(id -> log.proven(agent, id));
      consistent(log, watch.seen(), decided);
    }
  }

  /// Every accepted request has its decision or an open case; gives those with a decision.
  private static Set<String> decidedOrOpen(
      Agent agent, Map<String, String> accepted, BusySentinel ada) {
    Patience.until(
        "every request that needs nobody is decided, every other one is open or answered",
        SETTLED,
        () -> {
          Set<String> open = ada.open();
          return accepted.values().stream()
              .filter(id -> !open.contains(id) || ada.answered().contains(id))
              .filter(id -> !isDecided(agent, id))
              .toList();
        },
        List::isEmpty);
    return accepted.values().stream().filter(id -> isDecided(agent, id)).collect(toSet());
  }

  private static boolean isDecided(Agent agent, String id) {
    JsonNode request = agent.api().look(id, Duration.ZERO).orThrow().json();
    return request.has("outcome");
  }

  /// All events that decide a request are one event, and the organisation is told of it once.
  private static void decidedOnce(RunningSystem system, Set<String> decided) {
    try (var kafka = new TestKafka(system.internalBootstrap())) {
      Map<String, List<ConsumerRecord<String, byte[]>>> decisions =
          kafka.read("hl.decisions.v1").stream().collect(groupingBy(ConsumerRecord::key));
      for (String id : decided) {
        assertThat(decisions.get(id)).as("decision of %s", id).isNotEmpty();
        assertThat(decisions.get(id).stream().map(m -> content(m)).distinct())
            .as("decision of %s", id)
            .hasSize(1);
      }
    }
    for (String id : decided) {
      var told =
          Patience.until(
              "the organisation is told of " + id,
              SETTLED,
              () -> system.kafka().told(id),
              messages -> !messages.isEmpty());
      assertThat(told).hasSize(1);
    }
  }

  private static String content(ConsumerRecord<String, byte[]> message) {
    return Envelope.from(message.headers()).id() + " " + HexFormat.of().formatHex(message.value());
  }

  /// Every head that was ever seen is the head of a beginning of today's log, in which no event
  /// stands twice and every decision stands.
  private static void consistent(Log log, List<Checkpoint> seen, Set<String> decided) {
    Checkpoint last = log.checkpoint();
    List<byte[]> leaves = log.leaves(last.size());
    List<Hash> hashes = leaves.stream().map(Hash::ofLeaf).toList();
    assertThat(seen).isSortedAccordingTo(Comparator.comparingLong(Checkpoint::size));
    for (Checkpoint earlier : seen) {
      var tree = MerkleTree.of(hashes.subList(0, Math.toIntExact(earlier.size())));
      assertThat(tree.root()).as("%s", earlier).isEqualTo(earlier.root());
    }
    Map<Boolean, List<String>> texts =
        leaves.stream()
            .skip(1)
            .map(leaf -> new String(leaf, StandardCharsets.UTF_8))
            .collect(partitioningBy(text -> text.contains("\"kind\":\"hashedrekord\"")));
    assertThat(texts.get(false).stream().map(text -> EventLeaf.parse(text).eventId()))
        .doesNotHaveDuplicates();
    // A decision is sealed, and what was sealed stands once. That each of them stands is what its
    // receipt has proved.
    assertThat(texts.get(true).stream().map(text -> HashedRekord.parse(text).digest()))
        .doesNotHaveDuplicates()
        .hasSizeGreaterThanOrEqualTo(decided.size());
  }
}
