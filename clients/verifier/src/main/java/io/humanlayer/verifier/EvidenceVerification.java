package io.humanlayer.verifier;

import com.fasterxml.jackson.databind.JsonNode;
import io.humanlayer.proof.CanonicalText;
import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.MalformedException;
import io.humanlayer.proof.Milliseconds;
import io.humanlayer.proof.NoteVerifier;
import io.humanlayer.proof.decision.SigstoreBundle;
import io.humanlayer.proof.evidence.EvidenceFacts;
import io.humanlayer.proof.evidence.EvidenceFiles;
import io.humanlayer.proof.evidence.EvidenceFiles.TimeFiles;
import io.humanlayer.proof.evidence.EvidenceZip;
import io.humanlayer.proof.evidence.HumanFiles;
import io.humanlayer.proof.note.CheckpointKey;
import io.humanlayer.proof.note.TlogProof;
import io.humanlayer.proof.time.TimeCheck;
import io.humanlayer.proof.time.TimeStamp;
import io.humanlayer.proof.time.TrustedAuthorities;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// Checks an evidence package: each proof in it, that they are about one decision, and that every
/// other file is the one that follows from them.
public final class EvidenceVerification {

  private final SortedMap<String, byte[]> files;
  private final NoteVerifier key;
  private final Steps steps;

  private EvidenceVerification(SortedMap<String, byte[]> files, NoteVerifier key, Steps steps) {
    this.files = files;
    this.key = key;
    this.steps = steps;
  }

  public static Verification ofFile(byte[] file, NoteVerifier key) {
    return Steps.of(
        steps -> {
          var files = EvidenceZip.read(file);
          steps.ok("The package is the one ZIP file with its content.");
          return new EvidenceVerification(files, key, steps).check();
        });
  }

  private List<String> check() {
    List<String> meaning = new ArrayList<>(receipt());
    byte[] decision = file(EvidenceFiles.DECISION);
    SigstoreBundle bundle =
        BundleVerification.check(steps, file(EvidenceFiles.BUNDLE), decision, key);
    List<CheckpointKey> cosigners = cosigners();
    TlogProof proof = proof(bundle, cosigners);
    Optional<TimeCheck.Holds> stamp = stamp(proof, meaning);
    var receipt = CanonicalJson.parse(text(EvidenceFiles.RECEIPT));
    sameRequest(receipt, CanonicalJson.parse(CanonicalText.utf8(decision)));
    var authority = PackagedAuthority.in(files);
    var head = Checkpoint.parse(proof.checkpoint().text());
    Optional<HumanFiles> human =
        human(decision, bundle, authority.registrations(), meaning)
            .map(it -> it.grown(SeenHead.check(steps, it, files, head, meaning)));
    meaning.addAll(
        AuthorityVerification.check(
            steps, receipt.at("/decision/data"), bundle.proof().index(), authority.others(), key));
    var facts = facts(receipt, proof, cosigners, stamp);
    var all =
        new EvidenceFiles(
                CanonicalText.utf8(decision),
                text(EvidenceFiles.RECEIPT),
                bundle,
                proof,
                cosigners,
                stamp.map(
                    _ -> new TimeFiles(file(EvidenceFiles.STAMP), text(EvidenceFiles.AUTHORITY))),
                human,
                authority.files(human),
                facts)
            .all();
    for (Map.Entry<String, byte[]> each : files.entrySet()) {
      steps.require(
          Arrays.equals(all.get(each.getKey()), each.getValue()),
          each.getKey() + " does not follow from what is proven");
    }
    steps.require(all.keySet().equals(files.keySet()), "the package lacks a file");
    steps.ok("Every other file follows from these, the page for people among them.");
    return meaning;
  }

  private List<String> receipt() {
    return switch (ReceiptVerification.ofFile(file(EvidenceFiles.RECEIPT), key)) {
      case Verification.Verified(var checks, var meaning) -> {
        checks.forEach(check -> steps.ok("Receipt: " + check));
        yield meaning;
      }
      case Verification.Refused(_, String reason) ->
          throw new MalformedException("receipt.json: " + reason);
    };
  }

  private List<CheckpointKey> cosigners() {
    List<CheckpointKey> cosigners = new ArrayList<>();
    for (String line : text(EvidenceFiles.POLICY).split("\n")) {
      String[] words = line.split(" ");
      if (words.length == 3 && words[0].equals("witness")) {
        cosigners.add(CheckpointKey.parse(words[2]));
      }
    }
    return cosigners;
  }

  private TlogProof proof(SigstoreBundle bundle, List<CheckpointKey> cosigners) {
    var proof = TlogProof.parse(text(EvidenceFiles.PROOF));
    steps.require(proof.extra().isEmpty(), "the proof has an extra line, which nothing proves");
    var _ = steps.head(proof.checkpoint(), key, cosigners);
    steps.require(
        proof.index() == bundle.proof().index() && proof.proves(Hash.ofLeaf(bundle.entry().text())),
        "the proof does not lead from the sealed decision to the signed root");
    steps.ok("The sealed decision is also under the checkpoint that others have signed.");
    return proof;
  }

  private Optional<TimeCheck.Holds> stamp(TlogProof proof, List<String> meaning) {
    if (!files.containsKey(EvidenceFiles.STAMP)) {
      meaning.add("No time stamp covers the decision.");
      return Optional.empty();
    }
    var imprint = Hash.sha256(proof.checkpoint().text().getBytes(StandardCharsets.UTF_8));
    var authorities = TrustedAuthorities.read(file(EvidenceFiles.AUTHORITY));
    steps.require(
        authorities.pem().equals(text(EvidenceFiles.AUTHORITY)) && authorities.isClosed(),
        "the certificates of the time authority were changed");
    return switch (TimeStamp.check(
        file(EvidenceFiles.STAMP), imprint, Optional.empty(), authorities)) {
      case TimeCheck.Refused(_, String detail) ->
          throw new MalformedException("the time stamp: " + detail);
      case TimeCheck.Holds holds -> {
        steps.ok("The time stamp over the checkpoint is right under the certificates beside it.");
        meaning.add(
            holds.isOwnClock()
                ? "Time stamp %s is by the installation's own clock: NOT A TRUSTED TIME AUTHORITY."
                    .formatted(Milliseconds.text(holds.at()))
                : "It existed at %s at the latest, says %s; whether to trust that authority is yours to say."
                    .formatted(Milliseconds.text(holds.at()), holds.authority()));
        yield Optional.of(holds);
      }
    };
  }

  /// What people wrote and signed, if it is among the files.
  private Optional<HumanFiles> human(
      byte[] decision,
      SigstoreBundle bundle,
      Collection<byte[]> registrations,
      List<String> meaning) {
    if (!files.containsKey(HumanFiles.DISCLOSURES)) {
      return Optional.empty();
    }
    steps.require(
        !text(HumanFiles.DISCLOSURES).endsWith("\n"), "a line feed was added to what people wrote");
    meaning.addAll(
        DisclosuresVerification.check(
            steps,
            file(HumanFiles.DISCLOSURES),
            decision,
            bundle.proof().index(),
            registrations,
            key));
    return Optional.of(HumanJson.read(text(HumanFiles.DISCLOSURES)));
  }

  private void sameRequest(JsonNode receipt, JsonNode statement) {
    String request = receipt.at("/decision/data/requestId").asText();
    steps.require(
        !request.isEmpty() && statement.at("/predicate/decisionId").asText().equals(request),
        "the receipt and the sealed decision are about different requests");
    steps.ok("Receipt and sealed decision are about the same request.");
  }

  private EvidenceFacts facts(
      JsonNode receipt,
      TlogProof proof,
      List<CheckpointKey> cosigners,
      Optional<TimeCheck.Holds> stamp) {
    return FactsJson.read(
        receipt.path("decision"),
        proof,
        key,
        cosigners,
        stamp.map(it -> new EvidenceFacts.Stamp(it.at(), it.authority(), !it.isOwnClock())));
  }

  private byte[] file(String name) {
    byte[] file = files.get(name);
    if (file == null) {
      throw new MalformedException("the package has no file " + name);
    }
    return file;
  }

  private String text(String name) {
    return steps.text(file(name));
  }
}
