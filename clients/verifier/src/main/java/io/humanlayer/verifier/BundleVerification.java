package io.humanlayer.verifier;

import com.fasterxml.jackson.databind.JsonNode;
import io.humanlayer.proof.CanonicalText;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.InclusionProof;
import io.humanlayer.proof.MalformedException;
import io.humanlayer.proof.NoteVerifier;
import io.humanlayer.proof.SignedNote;
import io.humanlayer.proof.decision.HashedRekord;
import io.humanlayer.proof.decision.SigstoreBundle;
import java.util.ArrayList;
import java.util.List;

/// Checks a Sigstore bundle over a sealed decision.
public final class BundleVerification {

  private BundleVerification() {}

  /// @param artifact what is sealed: the bytes of `decision.json`
  public static Verification ofFile(byte[] file, byte[] artifact, NoteVerifier key) {
    return Steps.of(
        steps -> {
          SigstoreBundle bundle = check(steps, file, artifact, key);
          return List.of(
              "The document with SHA-256 %s is sealed and stands at position %s of log %s."
                  .formatted(
                      bundle.entry().digest(),
                      Long.toUnsignedString(bundle.proof().index()),
                      key.name()));
        });
  }

  static SigstoreBundle check(Steps steps, byte[] file, byte[] artifact, NoteVerifier key) {
    SigstoreBundle bundle = read(steps.text(file), key);
    steps.ok("The bundle is in its one spelling.");
    var head = steps.head(SignedNote.parse(bundle.checkpoint()), key, List.of());
    steps.require(
        head.root().equals(bundle.root()) && head.size() == bundle.proof().size(),
        "the bundle names another head than the signed one");
    steps.require(
        bundle.proof().proves(Hash.ofLeaf(bundle.entry().text()), head.root()),
        "the path does not lead from the entry to the signed root");
    steps.ok("The entry stands in the log at position " + bundle.proof().index() + ".");
    steps.require(
        bundle.entry().seals(artifact),
        "the sealed document is not this one, or its seal is wrong");
    steps.ok("The document is the sealed one, and its seal (ECDSA P-256) is right.");
    return bundle;
  }

  /// Reads a bundle by making it again from its parts: what differs in any byte is none.
  private static SigstoreBundle read(String text, NoteVerifier key) {
    JsonNode entry = CanonicalJson.parse(text).at("/verificationMaterial/tlogEntries/0");
    JsonNode proof = entry.path("inclusionProof");
    List<Hash> path = new ArrayList<>();
    proof.path("hashes").forEach(hash -> path.add(Hash.fromBase64(hash.asText())));
    var bundle =
        new SigstoreBundle(
            key,
            HashedRekord.parse(
                CanonicalText.utf8(CanonicalText.base64(entry.path("canonicalizedBody").asText()))),
            new InclusionProof(
                CanonicalText.unsigned(proof.path("logIndex").asText()),
                CanonicalText.unsigned(proof.path("treeSize").asText()),
                path),
            Hash.fromBase64(proof.path("rootHash").asText()),
            proof.at("/checkpoint/envelope").asText());
    if (!bundle.json().equals(text)) {
      throw new MalformedException("it is not the one spelling of a bundle under your key");
    }
    return bundle;
  }
}
