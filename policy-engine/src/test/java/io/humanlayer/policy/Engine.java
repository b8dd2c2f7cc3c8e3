package io.humanlayer.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.policy.core.catalogue.Data;
import io.humanlayer.policy.core.policy.Claims;
import io.humanlayer.policy.core.policy.Flaw;
import io.humanlayer.policy.core.policy.LayerRuling;
import io.humanlayer.policy.core.policy.PolicyDocument;
import io.humanlayer.policy.core.policy.Question;
import io.humanlayer.policy.core.policy.Requester;
import io.humanlayer.policy.core.policy.Rulebook;
import io.humanlayer.policy.core.policy.RulebookCompiler;
import io.humanlayer.policy.outbound.cel.CelLanguage;
import io.humanlayer.policy.wire.YamlPolicies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A policy for tests, from YAML to its answers.
public record Engine(Rulebook rulebook) {

  private static final Path ACME_BASELINE =
      Path.of(
          System.getProperty("humanlayer.root"),
          "deploy",
          "standalone",
          "seed",
          "acme-baseline.yaml");

  public static String acmeBaseline() {
    try {
      return Files.readString(ACME_BASELINE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Engine of(String yaml) {
    return switch (compile(yaml)) {
      case RulebookCompiler.Result.Ready(Rulebook rulebook) -> new Engine(rulebook);
      case RulebookCompiler.Result.Flawed(List<Flaw> flaws) -> {
        assertThat(flaws).isEmpty();
        throw new AssertionError();
      }
    };
  }

  public static RulebookCompiler.Result compile(String yaml) {
    return switch (new YamlPolicies().read(yaml)) {
      case PolicyDocument.Result.Read(PolicyDocument document) ->
          RulebookCompiler.compile(document.policy(), new CelLanguage());
      case PolicyDocument.Result.Flawed(List<Flaw> flaws) ->
          new RulebookCompiler.Result.Flawed(flaws);
    };
  }

  public static List<String> flaws(String yaml) {
    return switch (compile(yaml)) {
      case RulebookCompiler.Result.Ready ready -> List.of();
      case RulebookCompiler.Result.Flawed(List<Flaw> flaws) ->
          flaws.stream().map(Flaw::toString).toList();
    };
  }

  /// The policy with `spec` around `rules`, on operations that pay, read and write.
  public static String policy(String rules) {
    return policy("ruling: ARBITRIUM, onError: ARBITRIUM, onInvalidArgs: DENY", "", rules);
  }

  public static String policy(String defaults, String limits, String rules) {
    return """
    apiVersion: humanlayer.policy/v1
    kind: Policy
    metadata: {organisation: acme, name: test, layer: %s}
    spec:
      defaults: {%s, require: {panels: [{panel: duty}], deadline: PT30M}}
      operations:
        pay:   {alias: [transfer], effects: [money], args: {amount: decimal, currency: string, note: string}, optional: [note]}
        read:  {effects: [read], args: {what: list, deep: bool, times: int}, optional: [deep, times]}
        write: {args: {}}
      panels:
        duty:     {qualification: management.duty}
        payments: {qualification: finance.payments, sources: [internal, external]}
        cfo:      {qualification: finance.cfo}
      limits: {%s}
      rules:
    %s
    """
        .formatted(
            defaults.contains("ABSTAIN") ? "team" : "organisation",
            defaults,
            limits,
            rules.indent(4));
  }

  public LayerRuling ask(String operation, Map<String, ?> arguments) {
    return ask(operation, arguments, Claims.NONE, Map.of());
  }

  public LayerRuling ask(
      String operation, Map<String, ?> arguments, Claims claims, Map<String, BigDecimal> limits) {
    return rulebook.hear(question(operation, arguments, claims)).rule(limits);
  }

  public static Question question(String operation, Map<String, ?> arguments, Claims claims) {
    return new Question(
        new OrganisationId("acme"),
        operation,
        data(arguments),
        new Requester("buyer", "Buyer", "1", "olga"),
        claims,
        Instant.parse("2026-11-21T20:00:00Z"));
  }

  public static Data data(Object value) {
    return switch (value) {
      case Data data -> data;
      case String text -> new Data.Text(text);
      case Boolean flag -> new Data.Flag(flag);
      case Integer whole -> new Data.Whole(whole);
      case BigDecimal number -> Data.number(number);
      case List<?> list -> {
        var items = new ArrayList<Data>();
        list.forEach(item -> items.add(data(item)));
        yield new Data.Sequence(items);
      }
      case Map<?, ?> map -> {
        var fields = new LinkedHashMap<String, Data>();
        map.forEach((name, item) -> fields.put((String) name, data(item)));
        yield new Data.Struct(fields);
      }
      default -> throw new IllegalArgumentException(value.getClass().getName());
    };
  }
}
