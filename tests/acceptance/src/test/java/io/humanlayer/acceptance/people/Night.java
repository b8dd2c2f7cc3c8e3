package io.humanlayer.acceptance.people;

import io.humanlayer.acceptance.system.Agent;
import io.humanlayer.acceptance.system.Patience;
import io.humanlayer.acceptance.system.RunningSystem;
import io.humanlayer.demo.Answer;
import io.humanlayer.demo.SentinelApi;
import io.humanlayer.eventing.Contracts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// An organisation whose policy waits seconds for whom others wait hours for.
public record Night(RunningSystem system, Agent agent, Map<String, SentinelApi> people) {

  private static final String ESCALATED = "io.humanlayer.cases.Escalated";

  public static Night in(RunningSystem system) {
    String id = "night-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    var register = new Register(system, id);
    register.post("/v1/organisations", "{\"id\":\"" + id + "\",\"name\":\"Night\"}");
    Patience.until(
        "the policy is published",
        () ->
            system
                .edge()
                .post(
                    "/v1/policies?organisation=" + id,
                    policy(id),
                    "Authorization",
                    system.operator(),
                    "content-type",
                    "application/yaml"),
        answer -> answer.status() / 100 == 2);
    var people = new HashMap<String, SentinelApi>();
    for (String panel : List.of("first", "second", "third")) {
      people.put(panel, register.newcomer(panel, "night." + panel));
    }
    return new Night(system, system.newAgent(id), people);
  }

  private static String policy(String organisation) {
    return """
      apiVersion: humanlayer.policy/v1
      kind: Policy
      metadata: {organisation: %s, name: night, layer: organisation, description: Short nights.}
      spec:
        timezone: UTC
        defaults:
          ruling: ARBITRIUM
          onError: ARBITRIUM
          onInvalidArgs: DENY
          require: {panels: [{panel: first}], tier: standard, deadline: PT30M, onTimeout: DENY, use: PT10M}
        operations:
          gate.open: {effects: [infrastructure], args: {gate: string}}
        panels:
          first: {qualification: night.first}
          second: {qualification: night.second}
          third: {qualification: night.third}
        rules:
          - id: gate
            for: [gate.open]
            ruling: ARBITRIUM
            require:
              panels: [{panel: first}]
              deadline: PT9S
              escalate: [{after: PT3S, to: second}, {after: PT5S, to: third}]
        tests:
          - {name: a gate asks, do: gate.open, args: {gate: north}, expect: {ruling: ARBITRIUM, rules: [gate], panels: {first: 1}}}
      """
        .formatted(organisation);
  }

  /// Asks for the gate to be opened; gives the id of the request.
  public String once() {
    return once(Duration.ZERO);
  }

  private String once(Duration wait) {
    return agent
        .api()
        .ask("{\"operation\":\"gate.open\",\"arguments\":{\"gate\":\"north\"}}", null, wait)
        .orThrow()
        .json()
        .path("id")
        .asText();
  }

  /// Asks until the policy is in force everywhere, and gives the request that the first was shown.
  public String ask() {
    List<String> asked = new ArrayList<>();
    return Patience.until(
            "the first is asked",
            Patience.STEP,
            Duration.ofMillis(500),
            () -> {
              // The second is for the case to be there before it is looked for.
              asked.add(once(Duration.ofSeconds(1)));
              return Optional.of(asked.getLast())
                  .filter(id -> sentinel("first").open(id).status() == 200);
            },
            Optional::isPresent)
        .orElseThrow();
  }

  public SentinelApi sentinel(String panel) {
    return Objects.requireNonNull(people.get(panel));
  }

  /// What the one of a panel is shown, once they are asked.
  Answer seen(String panel, String id) {
    return Patience.until(
        "the " + panel + " is asked", () -> sentinel(panel).open(id), it -> it.status() == 200);
  }

  /// The panels to which the case was escalated, in turn.
  List<String> steps(String id) {
    return system.inside().read("hl.cases.v1").stream()
        .filter(message -> id.equals(message.key()))
        .filter(message -> ESCALATED.equals(event(message)))
        .map(message -> system.wire().decode(ESCALATED, message.value()).text("panel"))
        .toList();
  }

  private static String event(ConsumerRecord<String, byte[]> message) {
    var type = Objects.requireNonNull(message.headers().lastHeader("ce_type")).value();
    return Contracts.event(new String(type, StandardCharsets.UTF_8));
  }
}
