package io.humanlayer.benchmarks.ledger;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.proof.Frontier;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.Tile;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.postgresql.PGConnection;

/// What an inclusion proof and a tile cost in logs of a thousand leaves to ten million. The logs
/// are made by COPY, with the tiles that their leaves have.
final class Reading {

  private static final int CHUNK = 50_000;
  private static final int READS = 400;

  private final Ledger ledger;
  private final long largest;
  private final Random random = new Random(5);

  Reading(Ledger ledger, long largest) {
    this.ledger = ledger;
    this.largest = largest;
  }

  void run() {
    System.out.printf("%n%-12s %22s %22s%n", "leaves", "proof p50 / p99 ms", "tile p50 / p99 ms");
    for (long size = 1_000; size <= largest; size *= 10) {
      String origin = make(size);
      long[] proofs = new long[READS];
      long[] tiles = new long[READS];
      for (int warm = 0; warm < READS; warm++) {
        proof(origin, size);
      }
      for (int i = 0; i < READS; i++) {
        proofs[i] = proof(origin, size);
        tiles[i] = tile(origin, size);
      }
      System.out.printf(
          Locale.ROOT, "%,-12d %12s %22s%n", size, quantiles(proofs), quantiles(tiles));
    }
  }

  private long proof(String origin, long size) {
    long index = random.nextLong(size);
    long start = System.nanoTime();
    int length = ledger.reader.tree(origin, size).inclusionProof(index).path().size();
    long took = System.nanoTime() - start;
    if (length == 0) {
      throw new IllegalStateException("a proof without a path");
    }
    return took;
  }

  private long tile(String origin, long size) {
    long index = random.nextLong(size / Tile.WIDTH);
    long start = System.nanoTime();
    if (!ledger.reader.tile(origin, size, 0, index).isFull()) {
      throw new IllegalStateException("a tile that is not full");
    }
    return System.nanoTime() - start;
  }

  private String make(long size) {
    var org = new OrganisationId("log-" + size);
    String origin = "t-" + size + "-1.ledger.example";
    int log =
        ledger.jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        insert into ledger_log (org, generation, origin, vkey, sealed_key,
                          created_at, next_index, checkpoint_size)
                        values (:org, 1, :origin, :vkey, '', now(), :size, :size) returning id
                        """)
                    .bind("org", org.value())
                    .bind("origin", origin)
                    .bind("vkey", ledger.keys.make(origin).signer().verifier().vkey())
                    .bind("size", size)
                    .mapTo(Integer.class)
                    .one());
    Frontier edge = Frontier.empty();
    for (long from = 0; from < size; from += CHUNK) {
      edge = fill(log, edge, from, Math.min(size, from + CHUNK));
    }
    return origin;
  }

  private Frontier fill(int log, Frontier edge, long from, long to) {
    var rows = new StringBuilder();
    List<Hash> hashes = new ArrayList<>();
    for (long index = from; index < to; index++) {
      String leaf = "{\"kind\":\"bench\",\"number\":" + index + "}";
      Hash hash = Hash.ofLeaf(leaf);
      hashes.add(hash);
      rows.append(log).append('\t').append(index).append("\t\\N\t\\\\x");
      rows.append(HexFormat.of().formatHex(leaf.getBytes(StandardCharsets.UTF_8)));
      rows.append("\t\\\\x").append(hash).append('\n');
    }
    var growth = edge.append(hashes);
    var tiles = new StringBuilder();
    for (Tile tile : growth.fullTiles()) {
      tiles.append(log).append('\t').append(tile.level()).append('\t').append(tile.index());
      tiles.append("\t\\\\x").append(HexFormat.of().formatHex(tile.bytes()));
      tiles.append("\t\\\\x").append(tile.root()).append('\n');
    }
    copy("ledger_entry", rows.toString());
    copy("ledger_tile", tiles.toString());
    return growth.frontier();
  }

  private void copy(String table, String rows) {
    byte[] bytes = rows.getBytes(StandardCharsets.US_ASCII);
    ledger.jdbi.useHandle(
        handle -> {
          try {
            var copy =
                handle
                    .getConnection()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy " + table + " from stdin");
            copy.writeToCopy(bytes, 0, bytes.length);
            copy.endCopy();
          } catch (SQLException e) {
            throw new IllegalStateException("the log cannot be made", e);
          }
        });
  }

  private static String quantiles(long[] nanos) {
    Arrays.sort(nanos);
    return String.format(
        Locale.ROOT,
        "%.2f / %.2f",
        nanos[nanos.length / 2] / 1e6,
        nanos[(int) (nanos.length * 0.99)] / 1e6);
  }
}
