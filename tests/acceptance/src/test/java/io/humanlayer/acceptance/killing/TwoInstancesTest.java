package io.humanlayer.acceptance.killing;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.humanlayer.acceptance.people.Night;
import io.humanlayer.acceptance.system.Patience;
import io.humanlayer.acceptance.system.RunningSystem;
import io.humanlayer.acceptance.system.TheSystem;
import io.humanlayer.eventing.Contracts;
import io.humanlayer.eventing.Envelope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Two instances of the routing-service share the cases of an organisation whose people have
/// seconds, and one of the two is killed every few of them.
@ExtendWith(TheSystem.class)
@Order(Integer.MAX_VALUE - 1)
class TwoInstancesTest {

  private static final Logger LOG = Logger.getLogger(TwoInstancesTest.class);
  private static final List<String> INSTANCES = List.of("routing-service", "routing-service-2");
  private static final List<Integer> CHAIN = List.of(1, 2);
  private static final int KILLS = 10;
  private static final Duration BETWEEN_KILLS = Duration.ofSeconds(5);
  private static final Duration PACE = Duration.ofMillis(400);
  private static final Duration SETTLED = Duration.ofMinutes(3);

  @Test
  void every_case_ends_once_and_each_timer_fires_once(RunningSystem system) {
    assertThat(system.processes().all())
        .as("the system is up with --instances routing-service=2")
        .extracting(seen -> seen.name())
        .containsAll(INSTANCES);
    Night night = Night.in(system);
    night.ask();
    List<String> asked = new CopyOnWriteArrayList<>();
    var clock = Executors.newSingleThreadScheduledExecutor();
    var killer = Executors.newSingleThreadScheduledExecutor();
    try (var second = new BusySentinel(night.sentinel("second"))) {
      second.start();
      var _ =
          clock.scheduleAtFixedRate(
              () -> asked.add(night.once()), 0, PACE.toMillis(), TimeUnit.MILLISECONDS);
      var killed = new AtomicInteger();
      var _ =
          killer.scheduleWithFixedDelay(
              () ->
                  system
                      .processes()
                      .strike(INSTANCES.get(killed.getAndIncrement() % INSTANCES.size())),
              0,
              BETWEEN_KILLS.toMillis(),
              TimeUnit.MILLISECONDS);
      Patience.until("the kills", SETTLED, killed::get, kills -> kills >= KILLS);
      killer.shutdown();
      clock.shutdown();
      Map<String, JsonNode> ended =
          Patience.until(
              "every case is over",
              SETTLED,
              () -> ended(night, asked),
              over -> over.size() == asked.size());

      assertThat(asked).hasSizeGreaterThan(KILLS * 5);
      Map<String, List<ConsumerRecord<String, byte[]>>> events =
          system.inside().read("hl.cases.v1").stream().collect(groupingBy(ConsumerRecord::key));
      Map<String, List<ConsumerRecord<String, byte[]>>> decisions =
          system.inside().read("hl.decisions.v1").stream().collect(groupingBy(ConsumerRecord::key));
      ended.forEach(
          (id, request) -> {
            List<String> history = types(events.get(id));
            assertThat(history).as("history of %s", id).containsOnlyOnce("Opened", "Closed");
            assertThat(types(decisions.get(id))).as("decision of %s", id).hasSize(1);
            assertThat(request.path("outcome").asText())
                .as("outcome of %s", id)
                .isEqualTo(history.contains("VerdictGiven") ? "APPROVED" : "EXPIRED");
            List<Integer> steps = numbers(system, events.get(id), "Escalated", "step");
            assertThat(steps).as("steps of %s", id).isEqualTo(CHAIN.subList(0, steps.size()));
            assertThat(numbers(system, events.get(id), "OfferLapsed", "number"))
                .as("offers of %s that lapsed", id)
                .doesNotHaveDuplicates();
          });
      LOG.infof(
          "%d cases of two instances, of which %d were answered, over %d kills",
          ended.size(), second.answered().size(), KILLS);
      assertThat(ended.values())
          .extracting(request -> request.path("outcome").asText())
          .contains("APPROVED", "EXPIRED");
    } finally {
      clock.shutdownNow();
      killer.shutdownNow();
    }
  }

  private static Map<String, JsonNode> ended(Night night, List<String> asked) {
    return asked.stream()
        .map(id -> night.agent().api().look(id, Duration.ZERO).orThrow().json())
        .filter(request -> request.has("outcome"))
        .collect(toMap(request -> request.path("id").asText(), request -> request));
  }

  /// What `field` says in the events of one type, in their order.
  private static List<Integer> numbers(
      RunningSystem system,
      List<ConsumerRecord<String, byte[]>> events,
      String type,
      String field) {
    return once(events).stream()
        .filter(event -> type(event).equals(type))
        .map(event -> system.wire().decode("io.humanlayer.cases." + type, event.value()))
        .map(body -> body.integer(field))
        .toList();
  }

  private static List<String> types(List<ConsumerRecord<String, byte[]>> events) {
    return once(events).stream().map(TwoInstancesTest::type).toList();
  }

  /// A relay may send an event twice; it is one event all the same.
  private static List<ConsumerRecord<String, byte[]>> once(
      List<ConsumerRecord<String, byte[]>> events) {
    var ids = new ArrayList<Object>();
    var all = new ArrayList<ConsumerRecord<String, byte[]>>();
    for (var event : Objects.requireNonNull(events)) {
      Object id = Envelope.from(event.headers()).id();
      if (!ids.contains(id)) {
        ids.add(id);
        all.add(event);
      }
    }
    return all;
  }

  private static String type(ConsumerRecord<String, byte[]> event) {
    var header = Objects.requireNonNull(event.headers().lastHeader("ce_type")).value();
    String name = Contracts.event(new String(header, StandardCharsets.UTF_8));
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
