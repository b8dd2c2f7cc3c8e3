package io.humanlayer.ledger.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.humanlayer.ledger.app.ReadEvidence.Evidence;
import io.humanlayer.ledger.app.ReadEvidence.Grounds;
import io.humanlayer.ledger.app.Seals.Stamp;
import io.humanlayer.proof.EventLeaf;
import io.humanlayer.proof.NoteSignature;
import io.humanlayer.proof.Receipt;
import io.humanlayer.proof.SignedNote;
import io.humanlayer.proof.evidence.AuthorityFiles;
import io.humanlayer.proof.evidence.AuthorityFiles.Kind;
import io.humanlayer.proof.evidence.EvidenceFacts;
import io.humanlayer.proof.evidence.EvidenceFiles;
import io.humanlayer.proof.evidence.EvidenceFiles.TimeFiles;
import io.humanlayer.proof.evidence.EvidenceZip;
import io.humanlayer.proof.evidence.HumanFiles;
import io.humanlayer.proof.note.CheckpointKey;
import io.humanlayer.proof.note.TlogProof;
import io.humanlayer.verifier.AuthorityJson;
import io.humanlayer.verifier.FactsJson;
import io.humanlayer.verifier.HumanJson;
import io.humanlayer.verifier.SeenHead;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/// The evidence of a decision as one ZIP file.
public final class EvidencePackage {

  private static final ObjectMapper JSON = new ObjectMapper();

  private EvidencePackage() {}

  /// @param grounds the receipts of what it rests on
  public static byte[] write(Evidence evidence, Grounds grounds) {
    TlogProof proof =
        new TlogProof(
            Optional.empty(),
            evidence.decision().bundle().proof().index(),
            evidence.path(),
            known(evidence));
    Optional<Stamp> stamp = evidence.head().stamps().stream().findFirst();
    Optional<HumanFiles> human = human(evidence, grounds);
    try {
      JsonNode decision = JSON.readTree(evidence.receipt().decision());
      return EvidenceZip.write(
          new EvidenceFiles(
                  evidence.decision().statement(),
                  text(evidence.receipt()),
                  evidence.decision().bundle(),
                  proof,
                  evidence.cosigners(),
                  stamp.map(it -> new TimeFiles(it.answer(), evidence.trusted().pem())),
                  human,
                  authority(decision, human, grounds),
                  FactsJson.read(
                      decision,
                      proof,
                      evidence.decision().bundle().log(),
                      evidence.cosigners(),
                      stamp.map(
                          it -> new EvidenceFacts.Stamp(it.at(), it.authority(), it.trusted()))))
              .all());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored decision is not JSON", e);
    }
  }

  private static Optional<HumanFiles> human(Evidence evidence, Grounds grounds) {
    if (evidence.disclosures().isEmpty()) {
      return Optional.empty();
    }
    HumanFiles human = HumanJson.read(DisclosuresJson.write(evidence.disclosures()));
    var growth = new TreeMap<Integer, String>();
    human
        .signatures()
        .forEach(
            (verdict, signed) ->
                SeenHead.in(signed.intent())
                    .flatMap(grounds::growth)
                    .ifPresent(proof -> growth.put(verdict, SeenHead.text(proof))));
    return Optional.of(human.grown(growth));
  }

  private static AuthorityFiles authority(
      JsonNode decision, Optional<HumanFiles> human, Grounds grounds) {
    var files = new TreeMap<String, String>();
    for (AuthorityJson.Wanted wanted : AuthorityJson.wanted(decision)) {
      grounds
          .newest(wanted.term(), wanted.until())
          .ifPresent(receipt -> put(files, wanted.kind(), receipt));
    }
    for (String registration : human.map(HumanFiles::registrations).orElse(Set.of())) {
      grounds
          .event(UUID.fromString(registration))
          .ifPresent(receipt -> put(files, Kind.PASSKEY, receipt));
    }
    return new AuthorityFiles(files);
  }

  private static void put(Map<String, String> files, Kind kind, Receipt receipt) {
    String event = EventLeaf.parse(receipt.leaf()).eventId().toString();
    files.put(new AuthorityFiles.Name(kind, event).file(), text(receipt));
  }

  private static String text(Receipt receipt) {
    return new String(ReceiptJson.write(receipt), StandardCharsets.UTF_8);
  }

  /// The head with the lines of those whose keys the package names; a witness that was configured
  /// once and is no more has left a line that nobody could check.
  private static SignedNote known(Evidence evidence) {
    List<NoteSignature> lines =
        SealsJson.note(evidence.head()).signatures().stream()
            .filter(
                line ->
                    evidence.decision().bundle().log().isNamedBy(line)
                        || evidence.cosigners().stream().anyMatch(key -> names(key, line)))
            .toList();
    return new SignedNote(SignedNote.parse(evidence.head().head().note()).text(), lines);
  }

  private static boolean names(CheckpointKey key, NoteSignature line) {
    return key.name().equals(line.name()) && key.keyId() == line.keyId();
  }
}
