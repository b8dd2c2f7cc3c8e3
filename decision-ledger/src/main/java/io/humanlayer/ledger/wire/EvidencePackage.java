package io.humanlayer.ledger.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.humanlayer.ledger.app.ReadEvidence.Evidence;
import io.humanlayer.ledger.app.Seals.Stamp;
import io.humanlayer.proof.NoteSignature;
import io.humanlayer.proof.Receipt;
import io.humanlayer.proof.SignedNote;
import io.humanlayer.proof.evidence.EvidenceFacts;
import io.humanlayer.proof.evidence.EvidenceFiles;
import io.humanlayer.proof.evidence.EvidenceFiles.TimeFiles;
import io.humanlayer.proof.evidence.EvidenceZip;
import io.humanlayer.proof.evidence.HumanFiles;
import io.humanlayer.proof.note.CheckpointKey;
import io.humanlayer.proof.note.TlogProof;
import io.humanlayer.verifier.FactsJson;
import io.humanlayer.verifier.HumanJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// The evidence of a decision as one ZIP file.
public final class EvidencePackage {

  private static final ObjectMapper JSON = new ObjectMapper();

  private EvidencePackage() {}

  /// @param event the receipt of the event with an id, where the reader may have it
  public static byte[] write(Evidence evidence, Function<UUID, Optional<Receipt>> event) {
    TlogProof proof =
        new TlogProof(
            Optional.empty(),
            evidence.decision().bundle().proof().index(),
            evidence.path(),
            known(evidence));
    Optional<Stamp> stamp = evidence.head().stamps().stream().findFirst();
    try {
      return EvidenceZip.write(
          new EvidenceFiles(
                  evidence.decision().statement(),
                  text(evidence.receipt()),
                  evidence.decision().bundle(),
                  proof,
                  evidence.cosigners(),
                  stamp.map(it -> new TimeFiles(it.answer(), evidence.trusted().pem())),
                  human(evidence, event),
                  FactsJson.read(
                      JSON.readTree(evidence.receipt().decision()),
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

  private static Optional<HumanFiles> human(
      Evidence evidence, Function<UUID, Optional<Receipt>> event) {
    return evidence.disclosures().isEmpty()
        ? Optional.empty()
        : Optional.of(
            HumanJson.read(
                DisclosuresJson.write(evidence.disclosures()),
                id -> event.apply(UUID.fromString(id)).map(EvidencePackage::text)));
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
