package io.humanlayer.verifier;

import com.fasterxml.jackson.databind.JsonNode;
import io.humanlayer.proof.CanonicalText;
import io.humanlayer.proof.MalformedException;
import io.humanlayer.proof.evidence.HumanFiles;
import io.humanlayer.proof.evidence.HumanFiles.Signed;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What people wrote and signed, read from the disclosures of a decision.
public final class HumanJson {

  static final Pattern SIGNATURE = Pattern.compile("verdicts\\.(\\d{1,4})\\.humanSignature");

  private HumanJson() {}

  /// @param disclosures as the ledger hands them out
  /// @param registration the receipt of the event with an id, where there is one
  /// @throws MalformedException if they are none
  public static HumanFiles read(
      String disclosures, Function<String, Optional<String>> registration) {
    SortedMap<Integer, Signed> signatures = new TreeMap<>();
    SortedMap<String, String> registrations = new TreeMap<>();
    for (JsonNode one : CanonicalJson.parse(disclosures).path("disclosures")) {
      Matcher name = SIGNATURE.matcher(one.path("name").asText());
      if (name.matches()) {
        JsonNode given = value(one.path("disclosure").asText());
        signatures.put(Integer.valueOf(name.group(1)), signed(given));
        String event = given.path("registration").asText();
        registration.apply(event).ifPresent(receipt -> registrations.put(event, receipt));
      }
    }
    return new HumanFiles(disclosures, signatures, registrations);
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
        given.path("publicKey").asText());
  }
}
