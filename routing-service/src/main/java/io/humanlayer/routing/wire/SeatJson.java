package io.humanlayer.routing.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.routing.core.cases.ActionDigest;
import io.humanlayer.routing.core.cases.Reason;
import io.humanlayer.web.JsonFields;
import io.humanlayer.web.Problem;
import io.humanlayer.web.StrictJson;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a Sentinel, or whoever answers for the Organisation, says beside a verdict.
public final class SeatJson {

  public static final int MAX_QUESTION = 2_000;
  private static final int MAX_WORD = 200;

  private SeatJson() {}

  /// Why something is done; both parts may be missing.
  public record Why(@Nullable String code, @Nullable String text) {}

  /// @throws io.humanlayer.web.ProblemException with everything that is wrong
  public static Why why(byte @Nullable [] body) {
    if (body == null || body.length == 0) {
      return new Why(null, null);
    }
    var fields = new JsonFields(StrictJson.object(body)).only(Set.of("reason", "reason_code"));
    Why why = why(fields);
    fields.check();
    return why;
  }

  private static Why why(JsonFields fields) {
    return new Why(
        fields.optionalText("reason_code", Reason.MAX_CODE),
        fields.optionalText("reason", Reason.MAX_TEXT));
  }

  /// @throws io.humanlayer.web.ProblemException with everything that is wrong
  public static String question(byte @Nullable [] body) {
    var fields = new JsonFields(StrictJson.object(body)).only(Set.of("question"));
    String question = fields.text("question", MAX_QUESTION);
    fields.check();
    return question;
  }

  /// @throws io.humanlayer.web.ProblemException with everything that is wrong
  public static Duration by(byte @Nullable [] body) {
    var fields = new JsonFields(StrictJson.object(body)).only(Set.of("by"));
    String by = fields.text("by", MAX_WORD);
    fields.check();
    return duration(by);
  }

  /// @throws io.humanlayer.web.ProblemException if it is none
  public static Duration duration(@Nullable String text) {
    try {
      return Duration.parse(text == null ? "" : text);
    } catch (DateTimeParseException e) {
      throw Problem.invalid("/by", "Write a duration as ISO 8601 has it, for example PT30M.")
          .asException();
    }
  }

  /// What was typed into a form; nothing if that is only space.
  public static @Nullable String plain(@Nullable String words) {
    return VerdictJson.bounded("", words, MAX_QUESTION);
  }

  /// @throws io.humanlayer.web.ProblemException if nothing was typed
  public static String required(@Nullable String words) {
    if (words == null) {
      throw Problem.invalid("/question", "Write your question.").asException();
    }
    return words;
  }

  /// An approval in an emergency.
  public record Glass(ActionDigest actionDigest, Why why) {}

  /// @throws io.humanlayer.web.ProblemException with everything that is wrong
  public static Glass glass(ObjectNode body) {
    var fields = new JsonFields(body).only(Set.of("action_digest", "reason", "reason_code"));
    String digest = fields.text("action_digest", MAX_WORD);
    Why why = why(fields);
    fields.check();
    return new Glass(VerdictJson.digest(digest), why);
  }

  /// What somebody does who answers for the Organisation.
  public record Official(OrganisationId organisation, String by, Why why) {}

  /// @throws io.humanlayer.web.ProblemException with everything that is wrong
  public static Official official(byte @Nullable [] body) {
    var fields =
        new JsonFields(StrictJson.object(body))
            .only(Set.of("organisation", "by", "reason", "reason_code"));
    String organisation = fields.text("organisation", MAX_WORD);
    @Nullable String by = fields.optionalText("by", MAX_WORD);
    Why why = why(fields);
    fields.check();
    return new Official(SentinelJson.organisation(organisation), by == null ? "operator" : by, why);
  }

  /// The use of an approval.
  public record Use(OrganisationId organisation, ActionDigest actionDigest, String executor) {}

  /// @throws io.humanlayer.web.ProblemException with everything that is wrong
  public static Use use(byte @Nullable [] body) {
    var fields =
        new JsonFields(StrictJson.object(body))
            .only(Set.of("organisation", "action_digest", "executor"));
    String organisation = fields.text("organisation", MAX_WORD);
    String digest = fields.text("action_digest", MAX_WORD);
    String executor = fields.text("executor", MAX_WORD);
    fields.check();
    return new Use(SentinelJson.organisation(organisation), VerdictJson.digest(digest), executor);
  }
}
