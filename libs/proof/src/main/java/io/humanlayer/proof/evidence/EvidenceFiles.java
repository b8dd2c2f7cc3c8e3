package io.humanlayer.proof.evidence;

import io.humanlayer.proof.MalformedException;
import io.humanlayer.proof.decision.HashedRekord;
import io.humanlayer.proof.decision.SigstoreBundle;
import io.humanlayer.proof.decision.TrustedRoot;
import io.humanlayer.proof.note.CheckpointKey;
import io.humanlayer.proof.note.CheckpointKey.Standing;
import io.humanlayer.proof.note.LogKey;
import io.humanlayer.proof.note.TlogProof;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The files of an evidence package. Some are given; the rest follows from them, so that whoever
/// checks can make it again and compare.
///
/// @param decision the sealed artefact: canonical JSON
/// @param receipt the receipt of the decision's event: canonical JSON
/// @param proof the path of the sealed decision, with every line under the head
/// @param cosigners whose lines may stand under the head, besides the log's
/// @param human what people wrote and signed, as far as it was not erased
/// @param authority by what right it was decided, as far as the same log proves it
public record EvidenceFiles(
    String decision,
    String receipt,
    SigstoreBundle bundle,
    TlogProof proof,
    List<CheckpointKey> cosigners,
    Optional<TimeFiles> time,
    Optional<HumanFiles> human,
    AuthorityFiles authority,
    EvidenceFacts facts) {

  public EvidenceFiles {
    cosigners = List.copyOf(cosigners);
  }

  public static final String DECISION = "decision.json";
  public static final String RECEIPT = "receipt.json";
  public static final String BUNDLE = "decision.sigstore.json";
  public static final String PROOF = "decision.tlog-proof";
  public static final String POLICY = "trust.policy";
  public static final String STAMP = "checkpoint.tsr";
  public static final String AUTHORITY = "time-authority.pem";

  private static final int PEM_WIDTH = 64;

  /// The time stamp and the certificates, in PEM, that it is believed under.
  public static final class TimeFiles {
    private final byte[] stamp;
    private final String certificates;

    public TimeFiles(byte[] stamp, String certificates) {
      this.stamp = stamp.clone();
      this.certificates = certificates;
    }

    public byte[] stamp() {
      return stamp.clone();
    }
  }

  /// All files by name.
  public SortedMap<String, byte[]> all() {
    var files = new TreeMap<String, byte[]>();
    HashedRekord entry = bundle.entry();
    put(files, DECISION, decision);
    put(files, RECEIPT, receipt);
    put(files, BUNDLE, bundle.json());
    put(files, PROOF, proof.toString());
    put(files, "trusted_root.json", trustedRoot());
    put(files, POLICY, policy());
    put(files, "seal.pem", pem("PUBLIC KEY", entry.publicKey()));
    files.put("decision.sig", entry.signature());
    put(files, "log.pem", pem("PUBLIC KEY", TrustedRoot.spki(bundle.log())));
    put(files, "checkpoint.txt", proof.checkpoint().text());
    files.put("checkpoint.sig", logSignature());
    time.ifPresent(
        it -> {
          files.put(STAMP, it.stamp());
          put(files, AUTHORITY, it.certificates);
        });
    human.ifPresent(it -> it.put(files));
    authority.put(files);
    put(files, "decision.html", EvidencePage.of(facts));
    put(files, "VERIFY.md", VerifyGuide.text(facts, human, authority));
    return files;
  }

  private String trustedRoot() {
    return new TrustedRoot(List.of(new TrustedRoot.Log(bundle.log(), Instant.EPOCH))).json();
  }

  /// C2SP tlog-policy.
  private String policy() {
    var policy = new StringBuilder("log ").append(bundle.log().vkey()).append('\n');
    int number = 0;
    for (CheckpointKey key : cosigners) {
      number++;
      policy.append("witness w").append(number).append(' ').append(key.vkey()).append('\n');
    }
    return policy.append("quorum none\n").toString();
  }

  private byte[] logSignature() {
    return switch (new LogKey(bundle.log()).under(proof.checkpoint())) {
      case Standing.Signed(var line, _) -> line.signature();
      case Standing.Absent(), Standing.Wrong() ->
          throw new MalformedException("the head is not signed with the key of its log");
    };
  }

  static void put(SortedMap<String, byte[]> files, String name, String text) {
    files.put(name, text.getBytes(StandardCharsets.UTF_8));
  }

  static String pem(String label, byte[] der) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(PEM_WIDTH, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + label
        + "-----\n";
  }
}
