package io.humanlayer.benchmarks.policy;

import dev.cel.common.CelValidationException;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.policy.core.catalogue.Data;
import io.humanlayer.policy.core.policy.Claims;
import io.humanlayer.policy.core.policy.PolicyDocument;
import io.humanlayer.policy.core.policy.Question;
import io.humanlayer.policy.core.policy.Requester;
import io.humanlayer.policy.core.policy.Rulebook;
import io.humanlayer.policy.core.policy.RulebookCompiler;
import io.humanlayer.policy.outbound.cel.CelLanguage;
import io.humanlayer.policy.wire.YamlPolicies;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A policy of so many rules over so many operations, and the same rules in bare CEL.
///
/// @param bare the conditions that cover the operation asked for
record Sample(
    Rulebook rulebook,
    Question question,
    List<CelRuntime.Program> bare,
    Map<String, Object> variables) {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  /// @param rules how many rules in all, spread evenly over the operations
  static Sample of(int rules, int operations) {
    int each = Math.max(1, rules / operations);
    var text = new StringBuilder(policyHead());
    for (int o = 0; o < operations; o++) {
      text.append("    op.")
          .append(o)
          .append(
              ": {effects: [infrastructure], args: {amount: int, region: string, urgent: bool, note: string}, optional: [note]}\n");
    }
    text.append("  panels: {duty: {qualification: management.duty}}\n  rules:\n");
    for (int o = 0; o < operations; o++) {
      for (int r = 0; r < each; r++) {
        text.append("    - {id: r-")
            .append(o)
            .append('-')
            .append(r)
            .append(", for: [op.")
            .append(o)
            .append("], when: '")
            .append(condition(r))
            .append("', ruling: ")
            .append(r == 0 ? "ALLOW" : "ARBITRIUM")
            .append("}\n");
      }
    }
    var arguments =
        new Data.Struct(
            Map.of(
                "amount", new Data.Whole(120),
                "region", new Data.Text("eu-west-1"),
                "urgent", new Data.Flag(false),
                "note", new Data.Text("scale the web tier before the sale starts")));
    return new Sample(
        compile(text.toString()),
        new Question(
            new OrganisationId("acme"),
            "op.0",
            arguments,
            new Requester("agent", "Agent", "1", "olga"),
            Claims.NONE,
            NOON),
        bare(each),
        Map.of(
            "args",
            Map.of(
                "amount",
                120L,
                "region",
                "eu-west-1",
                "urgent",
                false,
                "note",
                "scale the web tier before the sale starts")));
  }

  private static String policyHead() {
    return """
    apiVersion: humanlayer.policy/v1
    kind: Policy
    metadata: {organisation: acme, name: bench}
    spec:
      defaults: {ruling: ARBITRIUM, onError: ARBITRIUM, onInvalidArgs: DENY, require: {panels: [{panel: duty}], deadline: PT30M}}
      operations:
    """;
  }

  /// Like those that people write: three clauses, of which most fail at the second.
  private static String condition(int rule) {
    return rule == 0
        ? "args.amount > 0 && args.amount <= 1000 && args.region.startsWith(\"eu-\")"
        : "args.amount > " + (rule * 10) + " && args.region == \"us-" + rule + "\" && !args.urgent";
  }

  private static Rulebook compile(String text) {
    if (new YamlPolicies().read(text) instanceof PolicyDocument.Result.Read(PolicyDocument document)
        && RulebookCompiler.compile(document.policy(), new CelLanguage())
            instanceof RulebookCompiler.Result.Ready(Rulebook rulebook)) {
      return rulebook;
    }
    throw new IllegalStateException("the policy of the benchmark is flawed");
  }

  private static List<CelRuntime.Program> bare(int rules) {
    try {
      var compiler =
          CelCompilerFactory.standardCelCompilerBuilder()
              .addVar("args", MapType.create(SimpleType.STRING, SimpleType.DYN))
              .build();
      var runtime = CelRuntimeFactory.plannerRuntimeBuilder().build();
      var programs = new ArrayList<CelRuntime.Program>();
      for (int r = 0; r < rules; r++) {
        programs.add(runtime.createProgram(compiler.compile(condition(r)).getAst()));
      }
      return programs;
    } catch (CelValidationException | CelEvaluationException e) {
      throw new IllegalStateException(e);
    }
  }

  /// All conditions in bare CEL; how many hold.
  int evaluateBare() {
    int held = 0;
    try {
      for (var program : bare) {
        if (program.eval(variables) instanceof Boolean holds && holds) {
          held++;
        }
      }
      return held;
    } catch (CelEvaluationException e) {
      throw new IllegalStateException(e);
    }
  }

  /// What the engine does of a request: decode, index, evaluate, join.
  Object rule() {
    return rulebook.hear(question).rule(Map.of());
  }
}
