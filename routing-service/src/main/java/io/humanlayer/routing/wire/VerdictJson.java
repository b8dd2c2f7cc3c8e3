package io.humanlayer.routing.wire;

import io.humanlayer.routing.core.cases.ActionDigest;
import io.humanlayer.routing.core.cases.Reason;
import io.humanlayer.routing.core.cases.VerdictKind;
import io.humanlayer.web.JsonFields;
import io.humanlayer.web.Problem;
import io.humanlayer.web.StrictJson;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A verdict as it is given, by JSON or by form. Who gives it is not in it: that comes from the
/// credentials alone.
public record VerdictJson(
    VerdictKind kind,
    ActionDigest actionDigest,
    @Nullable String reasonCode,
    @Nullable String reason) {

  /// @throws io.humanlayer.web.ProblemException with everything that is wrong
  public static VerdictJson read(byte @Nullable [] body) {
    var fields =
        new JsonFields(StrictJson.object(body))
            .only(Set.of("verdict", "action_digest", "reason", "reason_code"));
    String verdict = fields.text("verdict", 20);
    String digest = fields.text("action_digest", 100);
    @Nullable String reason = fields.optionalText("reason", Reason.MAX_TEXT);
    @Nullable String code = fields.optionalText("reason_code", Reason.MAX_CODE);
    fields.check();
    return of(verdict, digest, code, reason);
  }

  /// @throws io.humanlayer.web.ProblemException with what is wrong
  public static VerdictJson of(
      @Nullable String verdict,
      @Nullable String digest,
      @Nullable String reasonCode,
      @Nullable String reason) {
    return new VerdictJson(
        kind(verdict),
        digest(digest),
        bounded("/reason_code", reasonCode, Reason.MAX_CODE),
        bounded("/reason", reason, Reason.MAX_TEXT));
  }

  private static VerdictKind kind(@Nullable String verdict) {
    return switch (verdict == null ? "" : verdict) {
      case "approve" -> VerdictKind.APPROVE;
      case "reject" -> VerdictKind.REJECT;
      default ->
          throw Problem.invalid("/verdict", "The verdict is approve or reject.").asException();
    };
  }

  private static ActionDigest digest(@Nullable String digest) {
    try {
      return new ActionDigest(digest == null ? "" : digest);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("/action_digest", "The action digest: " + e.getMessage()).asException();
    }
  }

  private static @Nullable String bounded(String pointer, @Nullable String text, int max) {
    if (text == null || text.isBlank()) {
      return null;
    }
    if (text.length() > max) {
      throw Problem.invalid(pointer, "The text may have at most " + max + " characters.")
          .asException();
    }
    return text.strip();
  }
}
