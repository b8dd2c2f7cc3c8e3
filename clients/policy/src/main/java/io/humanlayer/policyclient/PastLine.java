package io.humanlayer.policyclient;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.policy.core.policy.Claims;
import io.humanlayer.policy.core.policy.Question;
import io.humanlayer.policy.core.policy.Requester;
import io.humanlayer.policy.core.replay.PastRequest;
import io.humanlayer.policy.wire.JsonData;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/// One past request as a line of JSON: `{"id", "operation", "arguments", "agent": {"id", …},
/// "claims": {"confidence"}, "limits": {"layer/policy/limit": "…"}, "at", "human": "APPROVED" or
/// "REJECTED"}`; all but `operation` may be absent.
final class PastLine {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private PastLine() {}

  static PastRequest read(String line, int number, OrganisationId organisation) {
    try {
      return past(JSON.readTree(line), number, organisation);
    } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
      throw new UsageException("line " + number + ": " + e.getMessage(), e);
    }
  }

  private static PastRequest past(JsonNode json, int number, OrganisationId organisation) {
    var operation = json.path("operation").asText();
    if (operation.isEmpty()) {
      throw new IllegalArgumentException("operation is missing");
    }
    var agent = json.path("agent");
    var confidence = json.path("claims").path("confidence");
    var limits = new HashMap<String, BigDecimal>();
    json.path("limits")
        .properties()
        .forEach(limit -> limits.put(limit.getKey(), new BigDecimal(limit.getValue().asText())));
    return new PastRequest(
        json.path("id").asText(Integer.toString(number)),
        new Question(
            organisation,
            operation,
            JsonData.data(json.has("arguments") ? json.get("arguments") : JSON.createObjectNode()),
            new Requester(
                agent.path("id").asText("unknown"),
                text(agent, "name"),
                text(agent, "version"),
                text(agent, "owner")),
            new Claims(
                confidence.isNumber() ? (Double) confidence.doubleValue() : null,
                text(json.path("claims"), "risk")),
            json.has("at") ? Instant.parse(json.get("at").asText()) : Instant.EPOCH),
        limits,
        json.has("human") ? PastRequest.Human.valueOf(json.get("human").asText()) : null);
  }

  private static @Nullable String text(JsonNode json, String field) {
    return json.path(field).isTextual() ? json.get(field).textValue() : null;
  }
}
