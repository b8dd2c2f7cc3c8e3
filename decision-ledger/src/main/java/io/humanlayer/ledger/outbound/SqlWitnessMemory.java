package io.humanlayer.ledger.outbound;

import io.humanlayer.ledger.app.WitnessMemory;
import io.humanlayer.ledger.core.witness.WitnessAnswer;
import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.SignedNote;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// What the witness has signed, in PostgreSQL. The lock is taken before the last head is read, so
/// that two requests are never judged by the same one.
@ApplicationScoped
public class SqlWitnessMemory implements WitnessMemory {

  private final Jdbi jdbi;

  public SqlWitnessMemory(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public WitnessAnswer judge(
      String origin,
      Function<Optional<Checkpoint>, WitnessAnswer> judge,
      Function<Checkpoint, SignedNote> signed) {
    return jdbi.inTransaction(
        handle -> {
          lock(handle, origin);
          WitnessAnswer answer = judge.apply(last(handle, origin));
          if (answer instanceof WitnessAnswer.Cosign(Checkpoint head)) {
            keep(handle, head, signed.apply(head));
          }
          return answer;
        });
  }

  @Override
  public Optional<String> newest(String originHash) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select note from witness_head where origin_hash = :hash")
                .bind("hash", originHash)
                .mapTo(String.class)
                .findOne());
  }

  private static void lock(Handle handle, String origin) {
    handle
        .createQuery("select pg_advisory_xact_lock(:key)")
        .bind("key", ByteBuffer.wrap(hash(origin).bytes()).getLong())
        .map((_, _) -> 0)
        .one();
  }

  private static Optional<Checkpoint> last(Handle handle, String origin) {
    return handle
        .createQuery("select size, root from witness_head where origin = :origin")
        .bind("origin", origin)
        .map((row, _) -> new Checkpoint(origin, row.getLong("size"), Hash.of(row.getBytes("root"))))
        .findOne();
  }

  private static void keep(Handle handle, Checkpoint head, SignedNote note) {
    handle
        .createUpdate(
            """
            insert into witness_head (origin, origin_hash, size, root, note)
            values (:origin, :hash, :size, :root, :note)
            on conflict (origin) do update
              set size = excluded.size, root = excluded.root, note = excluded.note
            """)
        .bind("origin", head.origin())
        .bind("hash", hash(head.origin()).toString())
        .bind("size", head.size())
        .bind("root", head.root().bytes())
        .bind("note", note.toString())
        .execute();
  }

  private static Hash hash(String origin) {
    return Hash.sha256(origin.getBytes(StandardCharsets.UTF_8));
  }
}
