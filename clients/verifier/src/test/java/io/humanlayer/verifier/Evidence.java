package io.humanlayer.verifier;

import com.fasterxml.jackson.databind.JsonNode;
import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.MerkleTree;
import io.humanlayer.proof.SignedNote;
import io.humanlayer.proof.decision.HashedRekord;
import io.humanlayer.proof.decision.SealSigner;
import io.humanlayer.proof.decision.SigstoreBundle;
import io.humanlayer.proof.evidence.AuthorityFiles;
import io.humanlayer.proof.evidence.EvidenceFacts;
import io.humanlayer.proof.evidence.EvidenceFiles;
import io.humanlayer.proof.evidence.EvidenceFiles.TimeFiles;
import io.humanlayer.proof.evidence.EvidenceZip;
import io.humanlayer.proof.note.CheckpointKey;
import io.humanlayer.proof.note.QuantumSafeSigner;
import io.humanlayer.proof.note.TlogProof;
import io.humanlayer.proof.time.OwnClock;
import io.humanlayer.proof.time.TimeStampQuery;
import io.humanlayer.proof.time.TrustedAuthorities;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// A real evidence package: the log of [Receipts] with the sealed decision after it, cosigned and
/// stamped.
final class Evidence {

  static final QuantumSafeSigner QUANTUM = new QuantumSafeSigner(Receipts.ORIGIN, new byte[32]);
  static final Instant AT = Instant.parse("2026-11-21T20:00:05.000Z");
  static final OwnClock CLOCK = new OwnClock(seed(1), seed(2));

  /// One set of files: a time stamp is another one each time.
  static final EvidenceFiles FILES = files();

  private Evidence() {}

  static byte[] statement() {
    return ("{\"predicate\":{\"decisionId\":\"" + request() + "\"}}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static EvidenceFiles files() {
    var receipt = Receipts.good();
    var entry = HashedRekord.seal(statement(), new SealSigner(new byte[SealSigner.SEED_LENGTH]));
    List<Hash> leaves = new ArrayList<>();
    for (int i = 0; i < 750; i++) {
      leaves.add(Hash.ofLeaf("leaf " + i));
    }
    leaves.set(720, Hash.ofLeaf(entry.text()));
    var tree = MerkleTree.of(leaves);
    var head = new Checkpoint(Receipts.ORIGIN, 750, tree.root());
    SignedNote note = Receipts.SIGNER.sign(head.body());
    var bundle =
        new SigstoreBundle(
            Receipts.SIGNER.verifier(),
            entry,
            tree.inclusionProof(720),
            tree.root(),
            note.toString());
    var proof =
        new TlogProof(
            Optional.empty(),
            720,
            tree.inclusionProof(720).path(),
            note.with(List.of(QUANTUM.cosign(head, AT))));
    List<CheckpointKey> cosigners = List.of(QUANTUM.publicKey());
    byte[] stamp =
        CLOCK.answer(
            new TimeStampQuery(
                Hash.sha256(head.body().getBytes(StandardCharsets.UTF_8)), BigInteger.TWO),
            BigInteger.TEN,
            AT);
    JsonNode decision = receipt.get("decision");
    return new EvidenceFiles(
        new String(statement(), StandardCharsets.UTF_8),
        CanonicalJson.of(receipt),
        bundle,
        proof,
        cosigners,
        Optional.of(new TimeFiles(stamp, TrustedAuthorities.of(CLOCK.certificates()).pem())),
        Optional.empty(),
        new AuthorityFiles(new TreeMap<>()),
        FactsJson.read(
            decision,
            proof,
            Receipts.SIGNER.verifier(),
            cosigners,
            Optional.of(
                new EvidenceFacts.Stamp(
                    AT, "CN=HumanLayer own clock - NOT A TRUSTED TIME AUTHORITY", false))));
  }

  static byte[] zip() {
    return EvidenceZip.write(FILES.all());
  }

  private static String request() {
    return Receipts.good().at("/decision/data/requestId").asText();
  }

  private static byte[] seed(int value) {
    byte[] seed = new byte[48];
    seed[0] = (byte) value;
    return seed;
  }
}
