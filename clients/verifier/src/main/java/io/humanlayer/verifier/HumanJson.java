package io.humanlayer.verifier;

import com.fasterxml.jackson.databind.JsonNode;
import io.humanlayer.proof.CanonicalText;
import io.humanlayer.proof.MalformedException;
import io.humanlayer.proof.evidence.HumanFiles;
import io.humanlayer.proof.evidence.HumanFiles.Signed;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What people wrote and signed, read from the disclosures of a decision.
public final class HumanJson {

  static final Pattern SIGNATURE = Pattern.compile("verdicts\\.(\\d{1,4})\\.humanSignature");

  private HumanJson() {}

  /// @param disclosures as the ledger hands them out
  /// @throws MalformedException if they are none
  public static HumanFiles read(String disclosures) {
    SortedMap<Integer, Signed> signatures = new TreeMap<>();
    for (JsonNode one : CanonicalJson.parse(disclosures).path("disclosures")) {
      Matcher name = SIGNATURE.matcher(one.path("name").asText());
      if (name.matches()) {
        signatures.put(
            Integer.valueOf(name.group(1)), signed(value(one.path("disclosure").asText())));
      }
    }
    return new HumanFiles(disclosures, signatures, new TreeMap<>());
  }

  private static JsonNode value(String encoded) {
    return CanonicalJson.parse(CanonicalText.utf8(CanonicalText.base64url(encoded))).path(2);
  }

  private static Signed signed(JsonNode given) {
    return new Signed(
        given.path("intent").asText(),
        given.path("authenticatorData").asText(),
        given.path("clientData").asText(),
        given.path("signature").asText(),
        given.path("publicKey").asText(),
        given.path("registration").asText());
  }
}
