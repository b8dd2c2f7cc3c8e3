package io.humanlayer.benchmarks.ledger;

import io.humanlayer.ledger.core.log.Slice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.postgresql.PGConnection;

/// Leaves a second of the writer, beside plain binary COPY of the very same rows into tables that
/// are made alike, in alternating rounds. Both commit each batch durably.
final class Writing {

  private static final int BATCH = 5_000;
  private static final int WARM_UP = 6;
  private static final int ROUNDS = 40;
  private static final List<String> TABLES =
      List.of("ledger_entry", "ledger_document", "ledger_term");

  private final Ledger ledger;

  Writing(Ledger ledger) {
    this.ledger = ledger;
  }

  void run() {
    ledger.jdbi.useHandle(
        handle ->
            TABLES.forEach(
                table ->
                    handle.execute(
                        "create table plain_%s (like %s including all)".formatted(table, table))));
    long ours = 0;
    long plain = 0;
    for (int round = 0; round < WARM_UP + ROUNDS; round++) {
      long first = (long) round * BATCH;
      Slice slice = Events.slice(first, BATCH);
      long start = System.nanoTime();
      ledger.facts.record(slice);
      long written = System.nanoTime() - start;
      List<byte[]> rows = TABLES.stream().map(table -> rows(table, first)).toList();
      start = System.nanoTime();
      copy(rows);
      long copied = System.nanoTime() - start;
      if (round >= WARM_UP) {
        ours += written;
        plain += copied;
      }
    }
    double leaves = (double) ROUNDS * BATCH;
    System.out.printf(
        Locale.ROOT,
        "%ndurable leaves a second, batches of %d: writer %,.0f, plain COPY of the same rows %,.0f:"
            + " %.2f of it%n",
        BATCH,
        leaves * 1e9 / ours,
        leaves * 1e9 / plain,
        (double) plain / ours);
  }

  /// The rows of the facts from `first` on, which stand one further because of the genesis entry.
  private byte[] rows(String table, long first) {
    return ledger.jdbi.withHandle(
        handle -> {
          var rows = new ByteArrayOutputStream();
          try {
            handle
                .getConnection()
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut(
                    "copy (select * from %s where idx > %d and idx <= %d order by idx) to stdout"
                            .formatted(table, first, first + BATCH)
                        + " (format binary)",
                    rows);
          } catch (SQLException | IOException e) {
            throw new IllegalStateException("the rows cannot be read", e);
          }
          return rows.toByteArray();
        });
  }

  private void copy(List<byte[]> rows) {
    ledger.jdbi.useTransaction(
        handle -> {
          for (int i = 0; i < TABLES.size(); i++) {
            try {
              var copy =
                  handle
                      .getConnection()
                      .unwrap(PGConnection.class)
                      .getCopyAPI()
                      .copyIn("copy plain_" + TABLES.get(i) + " from stdin (format binary)");
              copy.writeToCopy(rows.get(i), 0, rows.get(i).length);
              copy.endCopy();
            } catch (SQLException e) {
              throw new IllegalStateException("plain COPY failed", e);
            }
          }
        });
  }
}
