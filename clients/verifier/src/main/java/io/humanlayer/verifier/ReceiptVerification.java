package io.humanlayer.verifier;

import com.fasterxml.jackson.databind.JsonNode;
import io.humanlayer.proof.CanonicalText;
import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.EventLeaf;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.MalformedException;
import io.humanlayer.proof.Milliseconds;
import io.humanlayer.proof.NoteVerifier;
import io.humanlayer.proof.Receipt;
import io.humanlayer.proof.SignedNote;
import io.humanlayer.verifier.Verification.Refused;
import io.humanlayer.verifier.Verification.Verified;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Checks a receipt against the key of its log, from the signature down to the decision. It relies
/// on the key and on SHA-256 and Ed25519, and on nothing that the receipt says about itself.
public final class ReceiptVerification {

  /// A receipt has a few kilobytes; what is far larger is not one.
  public static final int MAX_BYTES = 1 << 20;

  private final NoteVerifier key;
  private final List<String> checks = new ArrayList<>();

  private ReceiptVerification(NoteVerifier key) {
    this.key = key;
  }

  /// Checks the file byte for byte: any changed byte is refused. One line feed at the end is
  /// allowed.
  public static Verification ofFile(byte[] file, NoteVerifier key) {
    return new ReceiptVerification(key).run(file, false);
  }

  /// Checks a receipt whose JSON was laid out anew (indented, keys reordered): what it says is
  /// checked as strictly, how it is written is not.
  public static Verification ofReformatted(byte[] file, NoteVerifier key) {
    return new ReceiptVerification(key).run(file, true);
  }

  /// Checks the receipt of an event that need not be a decision, byte for byte. What is proven is
  /// the event, and nothing about any decision.
  public static Verification ofEvent(byte[] file, NoteVerifier key) {
    return Steps.of(
        steps -> {
          ProvenEvent event = event(file, key);
          event.checks().forEach(steps::ok);
          return List.of(
              "Log: %s, entry %s of %s."
                  .formatted(
                      event.receipt().origin(),
                      Long.toUnsignedString(event.receipt().logIndex()),
                      Long.toUnsignedString(event.receipt().treeSize())),
              "Event: %s %s of %s."
                  .formatted(
                      event.leaf().type(),
                      event.leaf().eventId(),
                      Milliseconds.text(event.leaf().occurredAt())),
              "It says: " + OneLine.of(event.document().path("data").toString()));
        });
  }

  /// An event that a receipt proves.
  ///
  /// @param document what was hashed into the leaf
  record ProvenEvent(Receipt receipt, EventLeaf leaf, JsonNode document, List<String> checks) {}

  /// @throws MalformedException with what is wrong
  static ProvenEvent event(byte[] file, NoteVerifier key) {
    return new ReceiptVerification(key).proven(file, false, false);
  }

  private Verification run(byte[] file, boolean reformatted) {
    try {
      ProvenEvent proven = proven(file, reformatted, true);
      return new Verified(checks, Meaning.of(proven.receipt(), proven.leaf(), proven.document()));
    } catch (MalformedException e) {
      return new Refused(checks, String.valueOf(e.getMessage()));
    }
  }

  private ProvenEvent proven(byte[] file, boolean reformatted, boolean decision) {
    JsonNode json = document(file, reformatted);
    Receipt receipt = ReceiptJson.read(json);
    Checkpoint checkpoint = signedCheckpoint(receipt);
    headAgrees(receipt, checkpoint);
    leafIsInTree(receipt, checkpoint);
    EventLeaf leaf = EventLeaf.parse(receipt.leaf());
    require(
        !decision || leaf.type().equals(Meaning.DECIDED),
        "the entry is not a decision; --event checks the receipt of any other event");
    eventIsInLeaf(receipt, leaf, json.get("decision"));
    return new ProvenEvent(receipt, leaf, json.get("decision"), checks);
  }

  private JsonNode document(byte[] file, boolean reformatted) {
    require(file.length <= MAX_BYTES, "it is larger than a receipt can be");
    String text = CanonicalText.utf8(file);
    String line = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    String canonical = CanonicalJson.canonical(line);
    require(
        reformatted || canonical.equals(line),
        "it is not canonical JSON (RFC 8785): the file was changed or laid out anew; if only the"
            + " layout was changed, --reformatted checks what it says");
    checks.add(
        reformatted
            ? "The file is JSON; its layout was not checked, as you asked."
            : "The file is one canonical JSON document of " + file.length + " bytes.");
    return CanonicalJson.parse(canonical);
  }

  private Checkpoint signedCheckpoint(Receipt receipt) {
    SignedNote note = SignedNote.parse(receipt.checkpoint());
    require(
        note.signatures().size() == 1,
        "the checkpoint has a signature line besides that of the log; such lines are not known yet");
    require(
        key.isNamedBy(note.signatures().getFirst()),
        "the checkpoint is not signed with the key you gave (" + key.name() + ")");
    require(note.isSignedBy(key), "the signature under the checkpoint is wrong");
    Checkpoint checkpoint = Checkpoint.parse(note.text());
    require(
        checkpoint.origin().equals(key.name()), "the checkpoint is of another log than your key");
    checks.add("The checkpoint is signed with your key, the key of log " + key.name() + ".");
    return checkpoint;
  }

  private void headAgrees(Receipt receipt, Checkpoint checkpoint) {
    require(receipt.origin().equals(checkpoint.origin()), "the receipt names another log");
    require(receipt.treeSize() == checkpoint.size(), "the receipt names another size of the log");
    require(receipt.rootHash().equals(checkpoint.root()), "the receipt names another root");
    checks.add(
        "Signed: the log has "
            + Long.toUnsignedString(checkpoint.size())
            + " entries, and their root is "
            + checkpoint.root().base64()
            + ".");
  }

  private void leafIsInTree(Receipt receipt, Checkpoint checkpoint) {
    Hash leafHash = Hash.ofLeaf(receipt.leaf());
    require(receipt.leafHash().equals(leafHash), "the entry does not have the hash that is given");
    require(
        receipt.inclusionProof().proves(leafHash, checkpoint.root()),
        "the path does not lead from the entry to the signed root");
    checks.add(
        "The entry stands at position "
            + Long.toUnsignedString(receipt.logIndex())
            + ": "
            + receipt.hashes().size()
            + " hashes lead from it to the signed root.");
  }

  private void eventIsInLeaf(Receipt receipt, EventLeaf leaf, JsonNode event) {
    boolean decided = leaf.type().equals(Meaning.DECIDED);
    String what = decided ? "decision" : "event";
    require(
        leaf.digest().equals(Hash.sha256(receipt.decision().getBytes(StandardCharsets.UTF_8))),
        "the " + what + " is not the one whose digest stands in the entry");
    String request = leaf.decisionId().map(Object::toString).orElse("");
    require(
        is(event, "id", leaf.eventId().toString())
            && is(event, "type", leaf.type())
            && event.path("data").path("requestId").asText().equals(request)
            && (!decided || is(event, "subject", request)),
        "the " + what + " and the entry name different events");
    checks.add("The " + what + " is the one whose SHA-256 digest stands in the entry.");
  }

  private static boolean is(JsonNode document, String field, String expected) {
    return document.path(field).isTextual() && document.path(field).textValue().equals(expected);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new MalformedException(otherwise);
    }
  }
}
