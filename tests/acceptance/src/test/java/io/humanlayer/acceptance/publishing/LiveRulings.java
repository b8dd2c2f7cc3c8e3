package io.humanlayer.acceptance.publishing;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.humanlayer.acceptance.system.Patience;
import io.humanlayer.eventing.AvroWire;
import io.humanlayer.eventing.Contracts;
import io.humanlayer.eventing.Envelope;
import io.humanlayer.eventing.EventBody;
import io.humanlayer.testkit.infrastructure.TestKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// What the topics say of the requests of one agent: taken in, ruled upon, decided.
///
/// @param policy the name of the team's policy
record LiveRulings(TestKafka kafka, AvroWire wire, String agent, String policy) {

  private static final Duration SETTLED = Duration.ofMinutes(5);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final String SUBMITTED = "io.humanlayer.intake.RequestSubmitted";
  private static final String RULED = "io.humanlayer.rulings.Ruled";
  private static final String DECIDED = "io.humanlayer.decisions.Decided";
  private static final ObjectMapper JSON = new ObjectMapper();

  /// One ruling, and the one that a shadow would have made, which is empty without a shadow.
  ///
  /// @param number of the team's policy; 0 where none was in force
  record Ruling(String ruling, int baseline, int number, String shadow) {}

  /// The cities that were asked for, by request: of each of `sent` messages, one.
  Map<String, String> takenIn(int sent) {
    var records =
        Patience.until(
            sent + " requests are taken in",
            SETTLED,
            SECOND,
            () ->
                of("hl.intake.v1", SUBMITTED).stream()
                    .filter(message -> message.key().endsWith("|" + agent))
                    .toList(),
            found -> found.size() >= sent);
    var cities = new HashMap<String, String>();
    for (var message : records) {
      var body = wire.decode(SUBMITTED, message.value());
      assertThat(cities.put(body.text("requestId"), city(body))).isNull();
    }
    assertThat(Set.copyOf(cities.values())).hasSize(sent).hasSameSizeAs(cities.keySet());
    return cities;
  }

  private static String city(EventBody submitted) {
    try {
      return JSON.readTree(submitted.record("action").text("arguments")).path("city").asText();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The one ruling on each of `requests`. A repetition must be the same event byte for byte.
  Map<String, Ruling> rulingsOn(Set<String> requests) {
    var records = await("ruled upon", "hl.rulings.v1", RULED, requests);
    var rulings = new HashMap<String, Ruling>();
    once(records).forEach(body -> rulings.put(body.text("requestId"), ruling(body)));
    return rulings;
  }

  /// Waits until each of `requests` has its one decision.
  void decided(Set<String> requests) {
    var _ = once(await("decided", "hl.decisions.v1", DECIDED, requests));
  }

  private List<EventBody> once(List<ConsumerRecord<String, byte[]>> records) {
    var first = new HashMap<String, ConsumerRecord<String, byte[]>>();
    var bodies = new ArrayList<EventBody>();
    for (var message : records) {
      var before = first.putIfAbsent(message.key(), message);
      if (before == null) {
        bodies.add(wire.decode(event(message), message.value()));
      } else {
        assertThat(Arrays.equals(before.value(), message.value()))
            .as("the second event on %s is the first", message.key())
            .isTrue();
        assertThat(id(message)).isEqualTo(id(before));
      }
    }
    return bodies;
  }

  private Ruling ruling(EventBody body) {
    var shadow = body.records("shadow").stream().map(one -> one.text("ruling")).findFirst();
    return new Ruling(
        body.text("ruling"), number(body, "baseline"), number(body, policy), shadow.orElse(""));
  }

  /// A ruling names one number of a policy, or none.
  private static int number(EventBody body, String policy) {
    var numbers =
        body.records("policies").stream()
            .filter(one -> one.text("name").equals(policy))
            .map(one -> one.integer("number"))
            .toList();
    assertThat(numbers).as("numbers of %s", policy).hasSizeLessThanOrEqualTo(1);
    return numbers.isEmpty() ? 0 : numbers.getFirst();
  }

  private List<ConsumerRecord<String, byte[]>> await(
      String what, String topic, String event, Set<String> requests) {
    return Patience.until(
        requests.size() + " requests are " + what,
        SETTLED,
        SECOND,
        () -> of(topic, event).stream().filter(m -> requests.contains(m.key())).toList(),
        found ->
            found.stream().map(ConsumerRecord::key).collect(toSet()).size() == requests.size());
  }

  private List<ConsumerRecord<String, byte[]>> of(String topic, String event) {
    return kafka.read(topic).stream().filter(message -> event(message).equals(event)).toList();
  }

  private static String event(ConsumerRecord<String, byte[]> message) {
    return Contracts.event(Envelope.from(message.headers()).type());
  }

  private static String id(ConsumerRecord<String, byte[]> message) {
    return Envelope.from(message.headers()).id().toString();
  }
}
