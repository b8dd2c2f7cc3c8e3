package io.humanlayer.policy.wire;

import io.humanlayer.policy.core.catalogue.Data;
import io.humanlayer.policy.core.policy.Trial;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/// Writes a test as an entry of `spec.tests`: in one line of JSON, which is YAML too.
public final class TrialYaml {

  private TrialYaml() {}

  public static String write(Trial trial) {
    var question = trial.question();
    var fields = new LinkedHashMap<String, Data>();
    fields.put("name", new Data.Text(trial.name()));
    fields.put("do", new Data.Text(question.operation()));
    fields.put("args", exact(question.arguments()));
    var confidence = question.claims().confidence();
    if (confidence != null) {
      fields.put("claims", new Data.Struct(Map.of("confidence", new Data.Text(shown(confidence)))));
    }
    if (!trial.limits().isEmpty()) {
      var limits = new LinkedHashMap<String, Data>();
      trial.limits().forEach((name, value) -> limits.put(name, text(value)));
      fields.put("limits", new Data.Struct(limits));
    }
    fields.put("expect", expected(trial.expected()));
    return Json.plain(new Data.Struct(fields));
  }

  private static Data expected(Trial.Expected expected) {
    var fields = new LinkedHashMap<String, Data>();
    var ruling = expected.ruling();
    fields.put("ruling", new Data.Text(ruling == null ? TrialReader.ABSTAIN : ruling.name()));
    var rules = expected.rules();
    if (rules != null) {
      var ids = new ArrayList<Data>();
      rules.stream().sorted().forEach(id -> ids.add(new Data.Text(id)));
      fields.put("rules", new Data.Sequence(ids));
    }
    var panels = expected.panels();
    if (panels != null) {
      var asked = new LinkedHashMap<String, Data>();
      panels.forEach((name, approvals) -> asked.put(name, new Data.Whole(approvals)));
      fields.put("panels", new Data.Struct(asked));
    }
    return new Data.Struct(fields);
  }

  /// Fractions are written as texts, which YAML cannot round.
  private static Data exact(Data data) {
    return switch (data) {
      case Data.Decimal(BigDecimal number) -> text(number);
      case Data.Struct(var fields) -> {
        var exact = new LinkedHashMap<String, Data>();
        fields.forEach((name, value) -> exact.put(name, exact(value)));
        yield new Data.Struct(exact);
      }
      case Data.Sequence(var items) ->
          new Data.Sequence(items.stream().map(TrialYaml::exact).toList());
      case Data.Text _, Data.Flag _, Data.Whole _, Data.Nothing _, Data.Unreadable _ -> data;
    };
  }

  private static Data text(BigDecimal number) {
    return new Data.Text(number.toPlainString());
  }

  private static String shown(double confidence) {
    return BigDecimal.valueOf(confidence).toPlainString();
  }
}
