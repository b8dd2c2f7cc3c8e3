package io.humanlayer.acceptance.publishing;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.acceptance.publishing.LiveRulings.Ruling;
import io.humanlayer.acceptance.system.Agent;
import io.humanlayer.acceptance.system.Patience;
import io.humanlayer.acceptance.system.RunningSystem;
import io.humanlayer.acceptance.system.TheSystem;
import io.humanlayer.demo.Answer;
import io.humanlayer.testkit.infrastructure.TestKafka;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A policy goes its whole way, from a shadow over a tightening to a loosening, decided by people,
/// while hundreds of requests a second are ruled upon; `-Dhumanlayer.load` says how many.
@ExtendWith(TheSystem.class)
@Order(Integer.MAX_VALUE - 1)
class PoliciesChangeUnderLoadTest {

  private static final Logger LOG = Logger.getLogger(PoliciesChangeUnderLoadTest.class);
  private static final int RATE = Integer.getInteger("humanlayer.load", 250);
  private static final int SHADOWED = 2 * RATE;
  private static final Duration SETTLED = Duration.ofMinutes(5);

  /// Fewer cities than Atlantis, and not none.
  private static final String NEWLY_SUNK = Flood.ATLANTIS + "9";

  private RunningSystem system;
  private Agent agent;
  private Author author;

  @Test
  void each_ruling_names_one_number_and_none_is_lost_or_doubled(RunningSystem running)
      throws Exception {
    system = running;
    agent = system.newAgent();
    author = new Author(system, "weather-" + agent.id().substring("agent-".length()), agent.id());
    try (var flood = new Flood(system.kafkaAccess(), agent.id(), RATE);
        var kafka = new TestKafka(system.internalBootstrap())) {
      flood.start();
      aShadowSpeaksBesideWhatIsEnforced(flood);
      aTighteningNeedsOnePersonWhoIsNotItsAuthor();
      flowsOn(flood);
      aLooseningNeedsTwo();
      flowsOn(flood);
      int sent = flood.finish();
      LOG.infof("%d requests at %.0f/s", sent, flood.rate());

      var topics = new LiveRulings(kafka, system.wire(), agent.id(), author.policy());
      Map<String, String> cities = topics.takenIn(sent);
      Map<String, Ruling> rulings = topics.rulingsOn(cities.keySet());
      agree(cities, rulings);
      Map<Integer, Long> byNumber =
          rulings.values().stream().collect(groupingBy(Ruling::number, TreeMap::new, counting()));
      LOG.infof("rulings by number of the team's policy, 0 for none in force: %s", byNumber);
      assertThat(byNumber).containsOnlyKeys(0, 1, 2);
      topics.decided(cities.keySet());
      shadowsAreReported(rulings.values());
    }
  }

  private void aShadowSpeaksBesideWhatIsEnforced(Flood flood) {
    var shadow = author.publish("ben", "shadow", author.document(Flood.ATLANTIS, "sunk"));
    assertThat(shadow.status()).as(shadow.text()).isEqualTo(201);
    flowsOn(flood);
    Patience.until(
        "the shadow's differences are reported",
        SETTLED,
        () -> author.shadow("ALLOW", "DENY"),
        count -> count > SHADOWED / 20);
    assertThat(author.inForce()).isZero();
  }

  private void aTighteningNeedsOnePersonWhoIsNotItsAuthor() {
    Answer asked =
        author.publish("ben", "enforced", author.document(Flood.ATLANTIS, "sunk")).orThrow();
    assertThat(asked.json().path("publication").path("kind").asText()).isEqualTo("TIGHTENING");
    Answer opened = author.caseOf("ada", asked);
    String id = opened.json().path("id").asText();
    assertThat(system.installation().sentinel("ben").open(id).status()).isEqualTo(404);
    author.approves("ada", opened);
    Patience.until("number 1 is in force", SETTLED, author::inForce, number -> number == 1);
  }

  private void aLooseningNeedsTwo() {
    Answer asked =
        author.publish("carla", "enforced", author.document(NEWLY_SUNK, "less")).orThrow();
    assertThat(asked.json().path("publication").path("kind").asText()).isEqualTo("LOOSENING");
    author.approves("ada", author.caseOf("ada", asked));
    assertThat(author.inForce()).isEqualTo(1);
    author.approves("ben", author.caseOf("ben", asked));
    Patience.until("number 2 is in force", SETTLED, author::inForce, number -> number == 2);
  }

  private static void flowsOn(Flood flood) {
    int before = flood.released();
    Patience.until(
        "requests flow on", SETTLED, flood::released, count -> count >= before + SHADOWED);
  }

  /// Whatever was in force when a request was taken in is what ruled on it.
  private static void agree(Map<String, String> cities, Map<String, Ruling> rulings) {
    rulings.forEach(
        (id, ruling) -> {
          String city = cities.get(id);
          boolean sunk =
              switch (ruling.number()) {
                case 1 -> city.startsWith(Flood.ATLANTIS);
                case 2 -> city.startsWith(NEWLY_SUNK);
                default -> false;
              };
          assertThat(ruling.ruling()).as("%s: %s", city, ruling).isEqualTo(sunk ? "DENY" : "ALLOW");
          assertThat(ruling.baseline()).isEqualTo(1);
        });
  }

  /// The report of the shadow counts each request that it was asked about, once.
  private void shadowsAreReported(Collection<Ruling> rulings) {
    long allowedButDenied =
        rulings.stream()
            .filter(ruling -> ruling.ruling().equals("ALLOW") && ruling.shadow().equals("DENY"))
            .count();
    assertThat(allowedButDenied).isPositive();
    Patience.until(
        "all " + allowedButDenied + " differences of the shadow are reported",
        SETTLED,
        () -> author.shadow("ALLOW", "DENY"),
        reported -> reported == allowedButDenied);
  }
}
