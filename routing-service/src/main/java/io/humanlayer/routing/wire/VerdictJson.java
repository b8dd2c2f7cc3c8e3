package io.humanlayer.routing.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.routing.core.cases.ActionDigest;
import io.humanlayer.routing.core.cases.Grant;
import io.humanlayer.routing.core.cases.Reason;
import io.humanlayer.routing.core.cases.Terms;
import io.humanlayer.routing.core.cases.VerdictKind;
import io.humanlayer.web.JsonFields;
import io.humanlayer.web.Problem;
import io.humanlayer.web.StrictJson;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A verdict as it is given, by JSON or by form. Who gives it is not in it: that comes from the
/// credentials alone.
///
/// @param answer the words, the option, or the filled-in form as JSON
/// @param grant a standing permission that is proposed
/// @param changes the arguments that get another value, in an approval of something else
public record VerdictJson(
    VerdictKind kind,
    ActionDigest actionDigest,
    @Nullable String reasonCode,
    @Nullable String reason,
    @Nullable String answer,
    @Nullable Grant grant,
    @Nullable ObjectNode changes) {

  private static final int MAX_USES = 1_000;

  /// @throws io.humanlayer.web.ProblemException with everything that is wrong
  public static VerdictJson read(byte @Nullable [] body) {
    return read(StrictJson.object(body));
  }

  /// @throws io.humanlayer.web.ProblemException with everything that is wrong
  public static VerdictJson read(ObjectNode body) {
    var fields =
        new JsonFields(body)
            .only(
                Set.of(
                    "verdict",
                    "action_digest",
                    "reason",
                    "reason_code",
                    "answer",
                    "grant",
                    "arguments"));
    String verdict = fields.text("verdict", 20);
    String digest = fields.text("action_digest", 100);
    @Nullable String reason = fields.optionalText("reason", Reason.MAX_TEXT);
    @Nullable String code = fields.optionalText("reason_code", Reason.MAX_CODE);
    @Nullable JsonNode answer = fields.raw("answer");
    @Nullable Grant grant = fields.has("grant") ? grant(fields.fields("grant")) : null;
    boolean edits = verdict.equals("edit");
    @Nullable ObjectNode changes =
        edits || fields.has("arguments") ? fields.object("arguments") : null;
    if (!edits && changes != null) {
      fields.fault("arguments", "Only the verdict edit changes arguments.");
    }
    if (edits && (answer != null || grant != null)) {
      fields.fault("verdict", "An edit goes with no answer and no grant.");
    }
    fields.check();
    return changes == null
        ? of(verdict, digest, code, reason, answer == null ? null : text(answer), grant)
        : edit(digest, code, reason, changes);
  }

  /// Approves the Action that `changes` make of the one with `digest`.
  ///
  /// @throws io.humanlayer.web.ProblemException with what is wrong
  public static VerdictJson edit(
      @Nullable String digest,
      @Nullable String reasonCode,
      @Nullable String reason,
      ObjectNode changes) {
    if (changes.isEmpty()) {
      throw Problem.invalid("/arguments", "Say which arguments change.").asException();
    }
    return new VerdictJson(
        VerdictKind.APPROVE,
        digest(digest),
        bounded("/reason_code", reasonCode, Reason.MAX_CODE),
        bounded("/reason", reason, Reason.MAX_TEXT),
        null,
        null,
        changes);
  }

  /// @throws io.humanlayer.web.ProblemException with what is wrong
  public static VerdictJson of(
      @Nullable String verdict,
      @Nullable String digest,
      @Nullable String reasonCode,
      @Nullable String reason,
      @Nullable String answer,
      @Nullable Grant grant) {
    return new VerdictJson(
        kind(verdict),
        digest(digest),
        bounded("/reason_code", reasonCode, Reason.MAX_CODE),
        bounded("/reason", reason, Reason.MAX_TEXT),
        bounded("/answer", answer, Terms.MAX_ANSWER),
        grant,
        null);
  }

  private static VerdictKind kind(@Nullable String verdict) {
    return switch (verdict == null ? "" : verdict) {
      case "approve" -> VerdictKind.APPROVE;
      case "reject" -> VerdictKind.REJECT;
      case "answer" -> VerdictKind.ANSWER;
      default ->
          throw Problem.invalid("/verdict", "The verdict is approve, edit, reject or answer.")
              .asException();
    };
  }

  /// An answer in words stands for itself; anything else is a filled-in form.
  private static String text(JsonNode answer) {
    return answer.isTextual() ? answer.textValue() : answer.toString();
  }

  private static @Nullable Grant grant(JsonFields fields) {
    fields.only(Set.of("uses", "until"));
    int uses = fields.integer("uses", 1, 1, MAX_USES);
    @Nullable Instant until = fields.optionalInstant("until");
    if (until == null) {
      fields.fault("until", "Say until when it holds.");
      return null;
    }
    return new Grant(uses, until.truncatedTo(ChronoUnit.MILLIS));
  }

  /// @throws io.humanlayer.web.ProblemException if it is none
  public static ActionDigest digest(@Nullable String digest) {
    try {
      return new ActionDigest(digest == null ? "" : digest);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("/action_digest", "The action digest: " + e.getMessage()).asException();
    }
  }

  static @Nullable String bounded(String pointer, @Nullable String text, int max) {
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
