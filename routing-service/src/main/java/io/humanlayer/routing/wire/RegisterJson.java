package io.humanlayer.routing.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.app.Sentinels.GivenDelegation;
import io.humanlayer.routing.core.sentinels.Conflict;
import io.humanlayer.routing.core.sentinels.Delegation;
import io.humanlayer.routing.core.sentinels.Presence;
import io.humanlayer.routing.core.sentinels.Proofing;
import io.humanlayer.routing.core.sentinels.Qualification;
import io.humanlayer.web.JsonFields;
import io.humanlayer.web.Problem;
import io.humanlayer.web.StrictJson;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the operator, or a Sentinel for themself, asks of the register. Every reader throws a
/// problem with everything that is wrong.
public final class RegisterJson {

  private static final int MAX_WORD = 100;
  private static final int MAX_VALUE = 500;
  private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

  private RegisterJson() {}

  /// A conflict that is being declared.
  public record Declared(String id, Conflict.Kind kind, String value) {}

  /// The reason of a suspension and the like: a code, so that nobody's name gets into an event.
  public static String reason(byte @Nullable [] body) {
    var fields = new JsonFields(StrictJson.object(body)).only(Set.of("reason"));
    String reason = code(fields, "reason");
    fields.check();
    return reason;
  }

  /// As [#reason], from a query parameter.
  public static String reason(@Nullable String text) {
    if (text == null || !CODE.matcher(text).matches()) {
      throw Problem.invalid("/reason", "The reason is a code: " + CODE.pattern()).asException();
    }
    return text;
  }

  public static Proofing proofing(byte @Nullable [] body, Instant now) {
    var fields =
        new JsonFields(StrictJson.object(body)).only(Set.of("method", "level", "verifier", "at"));
    String method = code(fields, "method");
    int level = fields.integer("level", 0, 1, Proofing.MAX_LEVEL);
    String verifier = code(fields, "verifier");
    @Nullable Instant at = Times.millis(fields.optionalInstant("at"));
    if (!fields.has("level")) {
      fields.fault("level", "The field is required.");
    }
    if (at != null && at.isAfter(now)) {
      fields.fault("at", "Nobody was verified in the future.");
    }
    fields.check();
    return new Proofing(method, level, verifier, at == null ? now : at);
  }

  public static Qualification qualification(byte @Nullable [] body, Instant now) {
    var fields = new JsonFields(StrictJson.object(body));
    var qualification = QualificationJson.read(fields, now);
    fields.check();
    return qualification.orElseThrow(() -> new IllegalStateException("a value or a fault"));
  }

  public static Declared conflict(byte @Nullable [] body) {
    var fields = new JsonFields(StrictJson.object(body)).only(Set.of("id", "kind", "value"));
    String id = code(fields, "id");
    String kind = fields.text("kind", MAX_WORD);
    String value = fields.text("value", MAX_VALUE);
    if (!Set.of("counterparty", "person", "agent").contains(kind)) {
      fields.fault("kind", "The kind is counterparty, person or agent.");
    }
    fields.check();
    return new Declared(id, CommonAvro.word(Conflict.Kind.class, kind), value);
  }

  /// A delegation that still lacks its id.
  public static Function<String, Delegation> delegation(byte @Nullable [] body, Instant now) {
    var fields =
        new JsonFields(StrictJson.object(body))
            .only(Set.of("to", "qualification", "heldAs", "upTo", "validFrom", "validTo"));
    @Nullable SentinelId to = SentinelJson.parsed(fields, "to", SentinelId::new).orElse(null);
    String qualification = fields.text("qualification", MAX_WORD);
    String heldAs = fields.text("heldAs", MAX_WORD);
    @Nullable BigDecimal upTo =
        fields.optionalDecimal("upTo", BigDecimal.ZERO, QualificationJson.MAX_AMOUNT);
    @Nullable Instant said = Times.millis(fields.optionalInstant("validFrom"));
    @Nullable Instant until = Times.millis(fields.optionalInstant("validTo"));
    Instant from = said == null ? now : said;
    if (!fields.has("validTo")) {
      fields.fault("validTo", "A delegation has an end.");
    } else if (until != null
        && (!until.isAfter(from)
            || Duration.between(from, until).compareTo(Delegation.LONGEST) > 0)) {
      fields.fault("validTo", "A delegation ends after it begins, within a year.");
    }
    fields.check();
    return id ->
        new Delegation(
            id,
            Objects.requireNonNull(to),
            qualification,
            heldAs,
            upTo,
            from,
            Objects.requireNonNull(until));
  }

  public static Presence presence(byte @Nullable [] body) {
    var fields = new JsonFields(StrictJson.object(body)).only(Set.of("presence", "until"));
    String presence = fields.text("presence", MAX_WORD);
    @Nullable Instant until = Times.millis(fields.optionalInstant("until"));
    if (!Set.of("available", "away").contains(presence)) {
      fields.fault("presence", "The presence is available or away.");
    }
    fields.check();
    return presence.equals("available")
        ? new Presence.Available()
        : new Presence.Away(Presence.Cause.SAID_SO, until);
  }

  public static ObjectNode delegation(GivenDelegation given) {
    Delegation delegation = given.delegation();
    @Nullable BigDecimal upTo = delegation.upTo();
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", delegation.id())
        .put("from", given.delegator().value())
        .put("to", delegation.to().value())
        .put("qualification", delegation.qualification())
        .put("heldAs", delegation.heldAs())
        .put("upTo", upTo == null ? null : upTo.toPlainString())
        .put("validFrom", delegation.from().toString())
        .put("validTo", delegation.until().toString())
        .put("status", CommonAvro.word(given.status()));
  }

  private static String code(JsonFields fields, String name) {
    String text = fields.text(name, MAX_WORD);
    if (!text.isEmpty() && !CODE.matcher(text).matches()) {
      fields.fault(name, "The field is a code: " + CODE.pattern());
    }
    return text;
  }
}
