package io.humanlayer.routing.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.core.cases.ActionDigest;
import io.humanlayer.routing.core.cases.Grant;
import io.humanlayer.routing.core.cases.Intent;
import io.humanlayer.routing.core.cases.Intent.LogHead;
import io.humanlayer.routing.core.cases.Intent.Said;
import io.humanlayer.routing.core.cases.Ruling.PolicyVersion;
import io.humanlayer.routing.core.cases.VerdictKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;

/// An intent as it is signed: canonical JSON (RFC 8785). These bytes are in signatures that exist;
/// another form needs another name in `type`.
public final class IntentJson {

  private static final String TYPE = "hl.intent/1";
  private static final String ALONE = "break-glass";
  private static final ObjectMapper JSON = new ObjectMapper();

  private IntentJson() {}

  public static String write(Intent intent) {
    Said said = intent.said();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", TYPE);
    json.put("requestId", intent.request().toString());
    json.put("organisation", intent.organisation().value());
    json.put("sentinel", intent.sentinel().value());
    json.put("verdict", said.alone() ? ALONE : CommonAvro.word(said.kind()));
    json.put("actionDigest", said.actionDigest().value());
    json.put("viewDigest", intent.viewDigest());
    json.put("reasonDigest", said.reasonDigest());
    json.put("answerDigest", said.answerDigest());
    json.put("editedActionDigest", said.edited() == null ? null : said.edited().value());
    json.set("grant", grant(said.grant()));
    var policies = json.putArray("policies");
    for (PolicyVersion policy : intent.policies()) {
      policies
          .addObject()
          .put("layer", policy.layer())
          .put("name", policy.name())
          .put("number", policy.number())
          .put("digest", policy.digest());
    }
    json.put("nonce", intent.nonce());
    json.put("issuedAt", intent.issuedAt().toString());
    json.put("expiresAt", intent.expiresAt().toString());
    json.set("logHead", head(intent.head()));
    try {
      return new JsonCanonicalizer(json.toString()).getEncodedString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable ObjectNode grant(@Nullable Grant grant) {
    return grant == null
        ? null
        : JsonNodeFactory.instance
            .objectNode()
            .put("uses", grant.uses())
            .put("until", grant.until().toString());
  }

  /// A size beyond 2⁵³ would not be exact as a number; no log is so long.
  private static @Nullable ObjectNode head(@Nullable LogHead head) {
    return head == null
        ? null
        : JsonNodeFactory.instance
            .objectNode()
            .put("origin", head.origin())
            .put("size", head.size())
            .put("root", head.root());
  }

  /// Reads what [#write] has written.
  public static Intent read(String text) {
    JsonNode json;
    try {
      json = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
    List<PolicyVersion> policies = new ArrayList<>();
    json.path("policies")
        .forEach(
            policy ->
                policies.add(
                    new PolicyVersion(
                        policy.path("layer").textValue(),
                        policy.path("name").textValue(),
                        policy.path("number").intValue(),
                        policy.path("digest").textValue())));
    return new Intent(
        RequestId.parse(json.path("requestId").textValue()),
        new OrganisationId(json.path("organisation").textValue()),
        new SentinelId(json.path("sentinel").textValue()),
        said(json),
        json.path("viewDigest").textValue(),
        policies,
        json.path("nonce").textValue(),
        Instant.parse(json.path("issuedAt").textValue()),
        Instant.parse(json.path("expiresAt").textValue()),
        head(json.path("logHead")));
  }

  private static Said said(JsonNode json) {
    JsonNode grant = json.path("grant");
    @Nullable String edited = json.path("editedActionDigest").textValue();
    String verdict = json.path("verdict").textValue();
    boolean alone = verdict.equals(ALONE);
    return new Said(
        alone ? VerdictKind.APPROVE : CommonAvro.word(VerdictKind.class, verdict),
        new ActionDigest(json.path("actionDigest").textValue()),
        json.path("reasonDigest").textValue(),
        json.path("answerDigest").textValue(),
        edited == null ? null : new ActionDigest(edited),
        grant.isObject()
            ? new Grant(
                grant.path("uses").intValue(), Instant.parse(grant.path("until").textValue()))
            : null,
        alone);
  }

  private static @Nullable LogHead head(JsonNode head) {
    return head.isObject()
        ? new LogHead(
            head.path("origin").textValue(),
            head.path("size").longValue(),
            head.path("root").textValue())
        : null;
  }
}
