package io.humanlayer.routing.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.routing.core.sentinels.Evidence;
import io.humanlayer.routing.core.sentinels.Qualification;
import io.humanlayer.routing.core.sentinels.Scope;
import io.humanlayer.web.JsonFields;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A qualification as the operator writes and reads it.
public final class QualificationJson {

  static final int MAX_LEVEL = 100;
  static final BigDecimal MAX_AMOUNT = new BigDecimal("1e18");
  private static final int MAX_WORD = 100;
  private static final int MAX_ITEMS = 100;
  private static final int MAX_DIGEST = 200;
  private static final Set<String> FIELDS =
      Set.of(
          "name",
          "level",
          "validFrom",
          "validTo",
          "ceiling",
          "operations",
          "jurisdictions",
          "languages",
          "issuer",
          "evidence");

  private QualificationJson() {}

  /// What `item` says; nothing if a fault was noted instead.
  ///
  /// @param now from when it holds if it does not say so; none if it must say so
  public static Optional<Qualification> read(JsonFields item, @Nullable Instant now) {
    item.only(FIELDS);
    String name = item.text("name", MAX_WORD);
    int level = item.integer("level", 1, 1, MAX_LEVEL);
    @Nullable Instant said = Times.millis(item.optionalInstant("validFrom"));
    @Nullable Instant from = said == null ? Times.millis(now) : said;
    @Nullable Instant to = Times.millis(item.optionalInstant("validTo"));
    @Nullable BigDecimal ceiling = item.optionalDecimal("ceiling", BigDecimal.ZERO, MAX_AMOUNT);
    var scope =
        new Scope(
            Set.copyOf(item.texts("operations", MAX_ITEMS, MAX_WORD)),
            Set.copyOf(item.texts("jurisdictions", MAX_ITEMS, MAX_WORD)),
            Set.copyOf(item.texts("languages", MAX_ITEMS, MAX_WORD)));
    var evidence =
        new Evidence(
            item.optionalText("issuer", MAX_WORD), item.optionalText("evidence", MAX_DIGEST));
    if (from == null) {
      if (!item.has("validFrom")) {
        item.fault("validFrom", "The field is required.");
      }
      return Optional.empty();
    }
    if (to != null && !to.isAfter(from)) {
      item.fault("validTo", "A qualification ends after it begins.");
      return Optional.empty();
    }
    return name.isEmpty()
        ? Optional.empty()
        : Optional.of(new Qualification(name, level, from, to, ceiling, scope, evidence));
  }

  /// Only what is there: what bounds nothing is not written.
  static ObjectNode write(Qualification held) {
    @Nullable BigDecimal ceiling = held.ceiling();
    @Nullable Instant validTo = held.validTo();
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("name", held.name())
            .put("level", held.level())
            .put("validFrom", held.validFrom().toString())
            .put("validTo", validTo == null ? null : validTo.toString())
            .put("ceiling", ceiling == null ? null : ceiling.toPlainString());
    list(json, "operations", held.scope().operations());
    list(json, "jurisdictions", held.scope().jurisdictions());
    list(json, "languages", held.scope().languages());
    if (held.evidence().issuer() != null) {
      json.put("issuer", held.evidence().issuer());
    }
    if (held.evidence().digest() != null) {
      json.put("evidence", held.evidence().digest());
    }
    return json;
  }

  private static void list(ObjectNode json, String name, Set<String> items) {
    if (!items.isEmpty()) {
      items.stream().sorted().forEach(json.putArray(name)::add);
    }
  }
}
