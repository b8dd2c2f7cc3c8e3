package io.humanlayer.routing.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.routing.core.cases.ActionDigest;
import io.humanlayer.routing.core.cases.CaseEvent;
import io.humanlayer.routing.core.cases.CaseEvent.Consumed;
import io.humanlayer.routing.core.cases.CaseEvent.Lapsed;
import io.humanlayer.routing.core.cases.CaseEvent.Reopened;
import io.humanlayer.routing.core.cases.CaseEvent.Revoked;
import io.humanlayer.routing.core.cases.CaseEvent.Use;
import io.humanlayer.routing.core.cases.Reason;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What becomes of a Decision.
final class UseAvro {

  private UseAvro() {}

  static String event(Use use) {
    return "io.humanlayer.decisions." + use.getClass().getSimpleName();
  }

  static Map<String, @Nullable Object> write(Use use) {
    var values = new HashMap<String, @Nullable Object>();
    values.put("at", use.at());
    switch (use) {
      case Consumed(ActionDigest digest, String executor, _) -> {
        values.put("actionDigest", digest);
        values.put("executor", executor);
      }
      case Lapsed(ActionDigest digest, _) -> values.put("actionDigest", digest);
      case Revoked revoked -> {
        values.put("actionDigest", revoked.actionDigest());
        values.put("by", revoked.by());
        values.put("successor", revoked.successor());
        CommonAvro.put(values, revoked.reason());
      }
      case Reopened(String by, Reason reason, _) -> {
        values.put("by", by);
        CommonAvro.put(values, reason.code() == null ? reason.orCode("reopened") : reason);
      }
    }
    return values;
  }

  static Optional<CaseEvent> read(EventBody body) {
    Instant at = body.event().startsWith("io.humanlayer.decisions.") ? body.instant("at") : null;
    if (at == null) {
      return Optional.empty();
    }
    return switch (body.event().substring("io.humanlayer.decisions.".length())) {
      case "Consumed" -> Optional.of(new Consumed(digest(body), body.text("executor"), at));
      case "Lapsed" -> Optional.of(new Lapsed(digest(body), at));
      case "Revoked" -> {
        @Nullable String successor = body.optionalText("successor");
        yield Optional.of(
            new Revoked(
                digest(body),
                body.text("by"),
                CommonAvro.reason(body),
                successor == null ? null : RequestId.parse(successor),
                at));
      }
      case "Reopened" -> Optional.of(new Reopened(body.text("by"), CommonAvro.reason(body), at));
      default -> Optional.empty();
    };
  }

  private static ActionDigest digest(EventBody body) {
    return new ActionDigest(body.text("actionDigest"));
  }
}
