package io.humanlayer.ledger.app;

import io.humanlayer.ledger.core.witness.WitnessAnswer;
import io.humanlayer.ledger.core.witness.WitnessedLog;
import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.MalformedException;
import io.humanlayer.proof.NoteSignature;
import io.humanlayer.proof.NoteVerifier;
import io.humanlayer.proof.SignedNote;
import io.humanlayer.proof.note.AddCheckpoint;
import io.humanlayer.proof.note.LogKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Acts as a witness for the logs whose keys are configured (C2SP tlog-witness).
@ApplicationScoped
public class WatchLogs {

  private final WitnessMemory memory;
  private final Cosigners cosigners;
  private final Clock clock;
  private final Map<String, WitnessedLog> logs;

  public WatchLogs(
      WitnessMemory memory,
      Cosigners cosigners,
      Clock clock,
      @ConfigProperty(name = "humanlayer.witness.logs") Optional<List<String>> logs) {
    this.memory = memory;
    this.cosigners = cosigners;
    this.clock = clock;
    this.logs =
        logs.orElse(List.of()).stream()
            .map(vkey -> new WitnessedLog(new LogKey(NoteVerifier.parse(vkey))))
            .collect(Collectors.toUnmodifiableMap(WitnessedLog::origin, Function.identity()));
  }

  /// An answer and, if the head was signed, the lines.
  public record Answered(WitnessAnswer answer, List<NoteSignature> lines) {
    public Answered {
      lines = List.copyOf(lines);
    }
  }

  /// The public keys of this witness.
  public List<String> keys() {
    return List.of(
        cosigners.witness().publicKey().vkey(), cosigners.quantumSafeWitness().publicKey().vkey());
  }

  public Answered addCheckpoint(String body) {
    AddCheckpoint request;
    try {
      request = AddCheckpoint.parse(body);
    } catch (MalformedException e) {
      return refused(new WitnessAnswer.Malformed(String.valueOf(e.getMessage())));
    }
    String origin = request.checkpoint().text().split("\n", 2)[0];
    WitnessedLog log = logs.get(origin);
    if (log == null) {
      return refused(new WitnessAnswer.UnknownLog());
    }
    List<NoteSignature> lines = new ArrayList<>();
    WitnessAnswer answer =
        memory.judge(
            origin,
            last -> log.answer(last, request),
            head -> {
              lines.addAll(cosign(head));
              return fromLog(log, request.checkpoint()).with(lines);
            });
    return new Answered(answer, lines);
  }

  /// The last signed head of a log, for monitors.
  public Optional<String> newest(String originHash) {
    return memory.newest(originHash);
  }

  private List<NoteSignature> cosign(Checkpoint head) {
    Instant now = clock.instant();
    return List.of(
        cosigners.witness().cosign(head, now), cosigners.quantumSafeWitness().cosign(head, now));
  }

  /// The note with no other line than that of its log.
  private static SignedNote fromLog(WitnessedLog log, SignedNote note) {
    return new SignedNote(
        note.text(), note.signatures().stream().filter(log.key().verifier()::isNamedBy).toList());
  }

  private static Answered refused(WitnessAnswer answer) {
    return new Answered(answer, List.of());
  }
}
