package io.humanlayer.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.policy.app.CheckPolicy;
import io.humanlayer.policy.outbound.cel.CelGrammar;
import io.humanlayer.policy.outbound.cel.CelLanguage;
import io.humanlayer.policy.wire.YamlPolicies;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each fault is planted in a copy of the example, and must be refused with its line.
class PlantedFaultsTest {

  private static final CheckPolicy CHECK =
      new CheckPolicy(new YamlPolicies(), new CelLanguage(), new CelGrammar());

  /// @param text what is replaced in the example; its line is where the fault is
  record Fault(String name, String text, String by, String message) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Fault> faults() {
    return Stream.of(
        new Fault("a misspelt key", "    onError: ARBITRIUM", "    onEror: ARBITRIUM", "onEror"),
        new Fault(
            "a key twice",
            "  timezone: Europe/Rome",
            "  timezone: Europe/Rome\n  timezone: UTC",
            "there twice"),
        new Fault(
            "an alias",
            "{qualification: management.duty, sources: [internal]}",
            "*duty",
            "aliases are not allowed"),
        new Fault(
            "a default that allows", "    ruling: ARBITRIUM\n", "    ruling: ALLOW\n", "ARBITRIUM"),
        new Fault(
            "an error that allows", "onError: ARBITRIUM", "onError: ALLOW", "never an approval"),
        new Fault(
            "a panel that does not exist",
            "{panels: [{panel: outbound}], deadline: PT1H,",
            "{panels: [{panel: inbound}], deadline: PT1H,",
            "there is no panel inbound"),
        new Fault(
            "an argument that does not exist",
            "args.environment == \"prod\" && args.to == 0",
            "args.environment == \"prod\" && args.too == 0",
            "too"),
        new Fault(
            "an amount compared with a text",
            "when: args.amount > 10000",
            "when: args.amount > \"10000\"",
            "no matching overload"),
        new Fault(
            "a claim that loosens",
            "args.currency == \"EUR\" && args.amount > 0 && args.amount <= 1000'",
            "args.currency == \"EUR\" && claims.confidence > 0.9'",
            "may only tighten"),
        new Fault(
            "an allowance in any currency",
            "args.currency == \"EUR\" && args.amount > 0 && args.amount <= 1000'",
            "args.amount > 0 && args.amount <= 1000'",
            "allow-any-currency"),
        new Fault(
            "an escalation after the deadline",
            "escalate: [{after: PT5M, to: cfo}]",
            "escalate: [{after: PT20M, to: cfo}]",
            "escalation-after-deadline"),
        new Fault(
            "a delegation that never applies",
            "delegation: {to: finance.deputy-cfo, upTo: 25000}",
            "delegation: {to: finance.deputy-cfo, upTo: 5000}",
            "delegation-below-threshold"),
        new Fault(
            "something revealed that is not there",
            "reveals: [amount, currency]",
            "reveals: [amuont, currency]",
            "reveals-unknown-argument"),
        new Fault(
            "something revealed to nobody",
            "duty-manager: {qualification: management.duty, sources: [internal]}",
            "duty-manager: {qualification: management.duty, sources: [internal], reveals: [amount]}",
            "reveals is about people from outside"),
        new Fault(
            "silence that pays",
            "deadline: PT15M, onTimeout: DENY",
            "deadline: PT15M, onTimeout: ALLOW",
            "onTimeout ALLOW"),
        new Fault(
            "a rule that allows everything",
            "{id: weather-auto, for: [weather.fetch], ruling: ALLOW}",
            "{id: weather-auto, for: [\"*\"], ruling: ALLOW}",
            "allow-everything"),
        new Fault(
            "an unknown operation",
            "{id: weather-auto, for: [weather.fetch]",
            "{id: weather-auto, for: [wether.fetch]",
            "knows no operation wether.fetch"),
        new Fault(
            "a threshold that its test contradicts",
            "{amount: \"1000.01\", currency: EUR, iban: X, recipient: Y}, expect: {ruling: ARBITRIUM",
            "{amount: \"1000.01\", currency: EUR, iban: X, recipient: Y}, expect: {ruling: ALLOW",
            "one cent more asks"),
        new Fault("two rules of one name", "id: merge-red,", "id: merge-branch,", "merge-branch"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void a_planted_fault_is_refused_with_its_line(Fault fault) {
    String sound = Engine.acmeBaseline();
    assertThat(sound).contains(fault.text());
    var flawed = sound.replace(fault.text(), fault.by());

    var result = CHECK.check(flawed);

    assertThat(result)
        .isInstanceOfSatisfying(
            CheckPolicy.Result.Flawed.class,
            refused ->
                assertThat(refused.flaws())
                    .allSatisfy(flaw -> assertThat(flaw.line()).isPositive())
                    .anySatisfy(flaw -> assertThat(flaw.toString()).contains(fault.message())));
    assertThat(lines(result))
        .as("the line of the fault, or of the rule or test that shows it")
        .anySatisfy(line -> assertThat(near(flawed, fault, line)).isTrue());
  }

  private static List<Integer> lines(CheckPolicy.Result result) {
    return result instanceof CheckPolicy.Result.Flawed(var flaws)
        ? flaws.stream().map(flaw -> flaw.line()).toList()
        : List.of();
  }

  /// A rule is at most a few lines long, and what is wrong with a panel shows in the rule that
  /// asks.
  private static boolean near(String flawed, Fault fault, int line) {
    int at = lineOf(flawed, fault.by());
    if (fault.name().equals("a delegation that never applies")) {
      at = lineOf(flawed, "id: invoice-cfo");
    }
    if (fault.name().equals("two rules of one name")) {
      at = lineOf(flawed, "id: merge-branch, for: [vcs.pr.merge], when: '!(args");
    }
    return line >= at - 4 && line < at + fault.by().lines().count();
  }

  private static int lineOf(String text, String part) {
    return (int) text.substring(0, text.indexOf(part)).chars().filter(c -> c == '\n').count() + 1;
  }

  @Test
  void the_example_itself_is_sound_and_its_warnings_are_few() {
    assertThat(CHECK.check(Engine.acmeBaseline()))
        .isInstanceOfSatisfying(
            CheckPolicy.Result.Sound.class, sound -> assertThat(sound.warnings()).isEmpty());
  }
}
