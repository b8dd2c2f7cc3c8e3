package io.humanlayer.benchmarks.ledger;

import io.humanlayer.standalone.infrastructure.InfraFiles;
import io.humanlayer.standalone.infrastructure.KafkaBroker;
import io.humanlayer.standalone.infrastructure.Ports;
import io.humanlayer.standalone.infrastructure.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;

/// `./humanlayer bench ledger`: writing, receipts, reading; on servers of its own.
public final class LedgerBench {

  private static final Duration START = Duration.ofMinutes(2);

  private LedgerBench() {}

  /// @param arguments the size of the largest log that is read from; 10 million if none is given
  public static void main(String[] arguments) throws Exception {
    long largest = arguments.length == 0 ? 10_000_000 : Long.parseLong(arguments[0]);
    Path folder = Files.createTempDirectory("humanlayer-bench-");
    var files = InfraFiles.locate();
    try (var postgres = new PostgresServer(files, folder.resolve("postgres"), Ports.free());
        var broker =
            new KafkaBroker(files, folder.resolve("kafka"), KafkaBroker.Listeners.free())) {
      postgres.start();
      broker.start();
      postgres.waitReady(START);
      broker.waitReady(START);
      new Writing(Ledger.on(postgres, "writing")).run();
      new Receipts(Ledger.on(postgres, "receipts"), broker.bootstrap()).run();
      new Reading(Ledger.on(postgres, "reading"), largest).run();
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(it -> it.toFile().delete());
    }
  }
}
