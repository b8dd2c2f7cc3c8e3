package io.humanlayer.ledger.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.Malformed;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.ledger.app.DecisionDraft;
import io.humanlayer.proof.decision.Disclosure;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `decision.json`: an in-toto statement that the requested action was decided upon, in which what
/// people wrote is replaced by salted digests (RFC 9901).
final class DecisionStatement implements DecisionDraft {

  static final String PREDICATE_TYPE = "https://humanlayer.eu/attestation/decision/v1";

  private static final List<String> SIGNED =
      List.of(
          "intent",
          "credential",
          "authenticatorData",
          "clientData",
          "signature",
          "publicKey",
          "relyingParty",
          "origin",
          "registration");

  private static final Pattern DIGEST = Pattern.compile("sha256:([0-9a-f]{64})");

  private final RequestId request;
  private final ObjectNode predicate;
  private final String action;
  private final Map<String, String> content;

  private DecisionStatement(
      RequestId request, ObjectNode predicate, String action, Map<String, String> content) {
    this.request = request;
    this.predicate = predicate;
    this.action = action;
    this.content = content;
  }

  /// @param data what of the decision may stand in a log
  static DecisionStatement of(RequestId request, EventBody decided, ObjectNode data) {
    var digest = DIGEST.matcher(decided.text("actionDigest"));
    if (!digest.matches()) {
      throw new Malformed("the action of a decision has no SHA-256 digest");
    }
    ObjectNode predicate = data.deepCopy();
    predicate.remove("requestId");
    predicate.put("decisionId", request.toString());
    return new DecisionStatement(request, predicate, digest.group(1), written(decided));
  }

  @Override
  public RequestId request() {
    return request;
  }

  @Override
  public Map<String, String> content() {
    return content;
  }

  @Override
  public String statement(List<Disclosure> disclosures) {
    ObjectNode statement = JsonNodeFactory.instance.objectNode();
    statement.put("_type", "https://in-toto.io/Statement/v1");
    statement.put("_sd_alg", "sha-256");
    statement
        .putArray("subject")
        .addObject()
        .put("name", "action-request")
        .putObject("digest")
        .put("sha256", action);
    statement.put("predicateType", PREDICATE_TYPE);
    ObjectNode sealed = predicate.deepCopy();
    if (!disclosures.isEmpty()) {
      var digests = sealed.putArray("_sd");
      disclosures.stream().map(Disclosure::digest).sorted().forEach(digests::add);
    }
    statement.set("predicate", sealed);
    return CanonicalJson.of(statement);
  }

  /// What people wrote, of all that the schema marks as content.
  private static Map<String, String> written(EventBody decided) {
    var written = new TreeMap<String, String>();
    put(written, "reason", decided.optionalText("reason"));
    put(written, "answer", decided.optionalText("answer"));
    EventBody edits = decided.optionalRecord("edits");
    put(written, "edits.arguments", edits == null ? null : edits.text("arguments"));
    List<EventBody> verdicts = decided.records("verdicts");
    for (int i = 0; i < verdicts.size(); i++) {
      EventBody signed = verdicts.get(i).optionalRecord("humanSignature");
      if (signed != null) {
        written.put("verdicts." + i + ".humanSignature", signature(signed));
      }
    }
    return Map.copyOf(written);
  }

  /// A Sentinel's passkey over what they said, with all that it takes to check it (WebAuthn §7.2).
  private static String signature(EventBody signed) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    SIGNED.forEach(field -> json.put(field, signed.text(field)));
    return CanonicalJson.of(json);
  }

  private static void put(Map<String, String> written, String name, @Nullable String text) {
    if (text != null) {
      written.put(name, TextNode.valueOf(text).toString());
    }
  }
}
