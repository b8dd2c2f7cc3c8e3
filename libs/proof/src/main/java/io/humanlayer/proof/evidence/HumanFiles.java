package io.humanlayer.proof.evidence;

import java.util.Base64;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What people wrote and signed in a decision, and whose their passkeys are.
///
/// @param disclosures as the ledger hands them out: canonical JSON
/// @param signatures those among them, by the number of the verdict
/// @param registrations the receipts of the events that made the passkeys known, by the events' ids
public record HumanFiles(
    String disclosures,
    SortedMap<Integer, Signed> signatures,
    SortedMap<String, String> registrations) {

  public static final String DISCLOSURES = "disclosures.json";
  public static final String AUTHORITY = "authority/passkey-";

  private static final String JSON = ".json";

  public HumanFiles {
    signatures = new TreeMap<>(signatures);
    registrations = new TreeMap<>(registrations);
  }

  /// One signature of a passkey, each part in base64url as WebAuthn gave it.
  ///
  /// @param intent what was signed, by its SHA-256 in the client data
  public record Signed(
      String intent,
      String authenticatorData,
      String clientData,
      String signature,
      String publicKey) {}

  /// The name of the file with the registration that the event `id` made.
  static String registration(String id) {
    return AUTHORITY + id + JSON;
  }

  /// The event whose registration the file of this name has; empty if it is another file.
  public static Optional<String> registrationIn(String file) {
    return file.startsWith(AUTHORITY) && file.endsWith(JSON)
        ? Optional.of(file.substring(AUTHORITY.length(), file.length() - JSON.length()))
        : Optional.empty();
  }

  void put(SortedMap<String, byte[]> files) {
    EvidenceFiles.put(files, DISCLOSURES, disclosures);
    registrations.forEach((id, receipt) -> EvidenceFiles.put(files, registration(id), receipt));
    signatures.forEach((verdict, signed) -> put(files, folder(verdict), signed));
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
