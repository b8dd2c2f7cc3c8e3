package io.humanlayer.policy.core.policy;

import io.humanlayer.policy.core.catalogue.ArgumentType;
import io.humanlayer.policy.core.catalogue.Data;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The variables that an expression sees, as `Data.plain` has them, made once for all rules.
public record Facts(Map<String, Object> variables) {

  public Facts {
    variables = Map.copyOf(variables);
  }

  static Facts of(
      Question question,
      String operation,
      List<String> effects,
      Map<String, Data> arguments,
      Map<String, BigDecimal> limits) {
    var agent = question.agent();
    return new Facts(
        Map.of(
            "op", Map.of("name", operation, "effects", effects),
            "args", Data.plainFields(arguments),
            "agent",
                Map.of(
                    "id", agent.id(),
                    "name", orEmpty(agent.name()),
                    "version", orEmpty(agent.version()),
                    "owner", orEmpty(agent.owner())),
            "claims",
                Map.of(
                    "confidence", question.claims().confidenceOrFull(),
                    "risk", orEmpty(question.claims().risk())),
            "limits", decimals(limits),
            "org", question.organisation().value(),
            "now", question.at()));
  }

  private static Map<String, Data.Decimal> decimals(Map<String, BigDecimal> limits) {
    var decimals = new HashMap<String, Data.Decimal>();
    limits.forEach(
        (name, value) -> {
          // A total beyond all measure stays absent, so that a rule on it fails and tightens.
          if (ArgumentType.DECIMAL.fit(Data.number(value)).orElse(null)
              instanceof Data.Decimal decimal) {
            decimals.put(name, decimal);
          }
        });
    return decimals;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
