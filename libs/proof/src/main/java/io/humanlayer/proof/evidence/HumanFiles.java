package io.humanlayer.proof.evidence;

import java.util.Base64;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What people wrote and signed in a decision.
///
/// @param disclosures as the ledger hands them out: canonical JSON
/// @param signatures those among them, by the number of the verdict
/// @param growth how the log grew from the head that was signed with them, in base64: the hashes of
///   a consistency proof, a line each
public record HumanFiles(
    String disclosures, SortedMap<Integer, Signed> signatures, SortedMap<Integer, String> growth) {

  public static final String DISCLOSURES = "disclosures.json";

  public HumanFiles {
    signatures = new TreeMap<>(signatures);
    growth = new TreeMap<>(growth);
  }

  /// One signature of a passkey, each part in base64url as WebAuthn gave it.
  ///
  /// @param intent what was signed, by its SHA-256 in the client data
  /// @param registration the event by which the passkey became known
  public record Signed(
      String intent,
      String authenticatorData,
      String clientData,
      String signature,
      String publicKey,
      String registration) {}

  /// The same, with how the log grew.
  public HumanFiles grown(SortedMap<Integer, String> since) {
    return new HumanFiles(disclosures, signatures, since);
  }

  /// The name of the file that says how the log grew since the signature of this verdict.
  public static String growth(int verdict) {
    return folder(verdict) + "head.consistency";
  }

  /// The events by which the passkeys became known.
  public Set<String> registrations() {
    return signatures.values().stream().map(Signed::registration).collect(Collectors.toSet());
  }

  void put(SortedMap<String, byte[]> files) {
    EvidenceFiles.put(files, DISCLOSURES, disclosures);
    signatures.forEach((verdict, signed) -> put(files, folder(verdict), signed));
    growth.forEach((verdict, hashes) -> EvidenceFiles.put(files, growth(verdict), hashes));
  }

  static String folder(int verdict) {
    return "webauthn/" + verdict + "/";
  }

  private static void put(SortedMap<String, byte[]> files, String folder, Signed signed) {
    EvidenceFiles.put(files, folder + "intent.json", signed.intent());
    files.put(folder + "authenticatorData.bin", bytes(signed.authenticatorData()));
    files.put(folder + "clientDataJSON.json", bytes(signed.clientData()));
    files.put(folder + "signature.der", bytes(signed.signature()));
    EvidenceFiles.put(
        files,
        folder + "credential.pem",
        EvidenceFiles.pem("PUBLIC KEY", bytes(signed.publicKey())));
  }

  private static byte[] bytes(String base64url) {
    return Base64.getUrlDecoder().decode(base64url);
  }
}
