package io.humanlayer.proof.decision;

import io.humanlayer.proof.Hash;
import io.humanlayer.proof.InclusionProof;
import io.humanlayer.proof.NoteVerifier;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/// A sealed document's receipt as any Sigstore client reads it (bundle v0.3 with a managed public
/// key): the seal, the entry, the path to the root, the signed head.
///
/// @param log the key of the log
/// @param entry the entry itself
/// @param proof from the entry to the root
/// @param root the root that the checkpoint signs
/// @param checkpoint the signed note, verbatim
public record SigstoreBundle(
    NoteVerifier log, HashedRekord entry, InclusionProof proof, Hash root, String checkpoint) {

  public static final String MEDIA_TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";

  /// The bundle as JSON.
  public String json() {
    String index = Long.toUnsignedString(proof.index());
    String body = HashedRekord.base64(entry.text().getBytes(StandardCharsets.UTF_8));
    return """
    {"mediaType":"%s","verificationMaterial":{"publicKey":{"hint":"%s"},"tlogEntries":[\
    {"logIndex":"%s","logId":{"keyId":"%s"},"kindVersion":{"kind":"hashedrekord",\
    "version":"0.0.2"},"inclusionProof":{"logIndex":"%s","rootHash":"%s","treeSize":"%s",\
    "hashes":[%s],"checkpoint":{"envelope":"%s"}},"canonicalizedBody":"%s"}]},\
    "messageSignature":{"messageDigest":{"algorithm":"SHA2_256","digest":"%s"},\
    "signature":"%s"}}\
    """
        .formatted(
            MEDIA_TYPE,
            Hash.sha256(entry.publicKey()).base64(),
            index,
            log.logId().base64(),
            index,
            root.base64(),
            Long.toUnsignedString(proof.size()),
            proof.path().stream()
                .map(hash -> "\"" + hash.base64() + "\"")
                .collect(Collectors.joining(",")),
            checkpoint.replace("\n", "\\n"),
            body,
            entry.digest().base64(),
            HashedRekord.base64(entry.signature()));
  }
}
