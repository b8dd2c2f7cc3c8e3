package io.humanlayer.gateway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.gateway.core.catalogue.Catalogue;
import io.humanlayer.gateway.core.catalogue.Catalogue.Operation;
import io.humanlayer.gateway.core.identity.Agent;
import io.humanlayer.gateway.core.intake.Intake;
import io.humanlayer.gateway.core.intake.RequestType;
import io.humanlayer.gateway.core.intake.Submission;
import io.humanlayer.gateway.core.intake.Submission.Action;
import io.humanlayer.gateway.core.intake.Submission.Claims;
import io.humanlayer.gateway.core.intake.Submission.Content;
import io.humanlayer.gateway.core.intake.Submission.Door;
import io.humanlayer.gateway.core.intake.Submission.Response;
import io.humanlayer.proof.ActionDigest;
import io.humanlayer.web.JsonFields;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the JSON in which agents ask, the same over HTTP and over Kafka, and says everything that
/// is wrong with it at once.
public final class RequestJson {

  /// The fields that there are.
  public static final Set<String> FIELDS =
      Set.of(
          "agent",
          "organisation",
          "operation",
          "arguments",
          "target",
          "type",
          "level",
          "domain",
          "jurisdiction",
          "language",
          "summary",
          "context",
          "confidence",
          "risk",
          "priority",
          "expires_at",
          "callback_url",
          "response",
          "state",
          "idempotency_key");

  private static final Set<String> PRIORITIES = Set.of("low", "normal", "high", "urgent");

  /// The longest idempotency key.
  public static final int MAX_KEY = 255;

  private static final int MAX_OPERATION = 200;
  private static final int MAX_TEXT = 20_000;
  private static final int MAX_FORM_BYTES = 64 * 1024;

  private RequestJson() {}

  /// The submission in `body` by `agent`.
  ///
  /// @param idempotencyKey from outside the body; a key in the body counts where this is null
  /// @throws io.humanlayer.web.ProblemException `invalid-request` with every fault
  public static Submission read(
      ObjectNode body,
      Agent agent,
      Catalogue catalogue,
      @Nullable String idempotencyKey,
      Door door,
      Instant now) {
    var fields = new JsonFields(body).only(FIELDS);
    same(fields, "agent", agent.id().value());
    same(fields, "organisation", agent.org().value());
    Operation operation = catalogue.resolve(fields.text("operation", MAX_OPERATION));
    ObjectNode sent = fields.object("arguments");
    ObjectNode normal = Arguments.normalise(sent, operation, fields);
    String target = fields.optionalText("target", 1000);
    RequestType type = type(fields);
    Instant expiresAt = fields.optionalInstant("expires_at");
    String deadlineFault = Intake.faultOfDeadline(expiresAt, now);
    if (deadlineFault != null) {
      fields.fault("expires_at", deadlineFault);
    }
    String callback = callback(fields);
    String priority = Optional.ofNullable(fields.optionalText("priority", 20)).orElse("normal");
    if (!PRIORITIES.contains(priority)) {
      fields.fault("priority", "The priority is one of low, normal, high, urgent.");
    }
    String language = fields.optionalText("language", 35);
    var claims =
        new Claims(
            fields.optionalDecimal("confidence", BigDecimal.ZERO, BigDecimal.ONE),
            fields.optionalText("risk", 100));
    int level = fields.integer("level", 1, 1, 3);
    String domain = fields.optionalText("domain", 200);
    String jurisdiction = fields.optionalText("jurisdiction", 35);
    String summary = fields.optionalText("summary", MAX_TEXT);
    Response response = response(fields);
    String keyInBody = fields.optionalText("idempotency_key", MAX_KEY);
    fields.check();
    Action action = action(agent, operation, target, normal, fields);
    fields.check();
    return new Submission(
        agent,
        action,
        type,
        level,
        domain,
        jurisdiction,
        language == null ? List.of() : List.of(language),
        claims,
        priority,
        response,
        callback,
        expiresAt,
        new Content(summary, sent.toString(), text(body, "context"), text(body, "state")),
        idempotencyKey == null ? keyInBody : idempotencyKey,
        Fingerprint.of(body),
        door);
  }

  private static Action action(
      Agent agent,
      Operation operation,
      @Nullable String target,
      ObjectNode arguments,
      JsonFields fields) {
    String canonical = Arguments.canonical(arguments, fields);
    String digest =
        ActionDigest.of(
            agent.org().value(), agent.id().value(), operation.name(), target, canonical);
    return new Action(operation.name(), target, canonical, digest);
  }

  private static RequestType type(JsonFields fields) {
    String text = fields.optionalText("type", 50);
    if (text == null) {
      return RequestType.AUTHORIZED_DECISION;
    }
    Optional<RequestType> type = RequestType.of(text);
    if (type.isEmpty()) {
      fields.fault(
          "type", "The type is one of compliance_check, expert_judgment, authorized_decision.");
    }
    return type.orElse(RequestType.AUTHORIZED_DECISION);
  }

  private static @Nullable String callback(JsonFields fields) {
    String text = fields.optionalText("callback_url", 2000);
    if (text == null) {
      return null;
    }
    try {
      URI uri = URI.create(text);
      if (uri.getHost() != null
          && uri.getUserInfo() == null
          && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
        return text;
      }
    } catch (IllegalArgumentException e) {
      fields.fault("callback_url", "The field must be a URL: " + e.getMessage());
      return null;
    }
    fields.fault("callback_url", "The field must be an http or https URL with a host.");
    return null;
  }

  private static Response response(JsonFields fields) {
    JsonNode response = fields.raw("response");
    if (response == null) {
      return new Response(false, List.of(), null);
    }
    JsonFields inner = fields.fields("response").only(Set.of("answer", "options", "form"));
    JsonNode answer = inner.raw("answer");
    if (answer != null && !answer.isBoolean()) {
      inner.fault("answer", "The field must be true or false.");
    }
    List<String> options = inner.texts("options", 50, 200);
    JsonNode form = inner.raw("form");
    if (form != null && bytes(form.toString()) > MAX_FORM_BYTES) {
      inner.fault("form", "The form may have at most " + MAX_FORM_BYTES + " bytes.");
    }
    return new Response(
        answer != null && answer.booleanValue(), options, form == null ? null : form.toString());
  }

  private static void same(JsonFields fields, String name, String value) {
    String given = fields.optionalText(name, 100);
    if (given != null && !given.equals(value)) {
      fields.fault(name, "The credentials belong to another " + name + ".");
    }
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static @Nullable String text(ObjectNode body, String name) {
    JsonNode node = body.get(name);
    return node == null || node.isNull() ? null : node.toString();
  }
}
