package io.humanlayer.ledger.app;

import io.humanlayer.ledger.app.LogArchive.Indexed;
import io.humanlayer.ledger.core.log.Document;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;

/// Reads what a monthly statement is made of: nothing but documents that stand in the log.
@ApplicationScoped
public class ReadUsage {

  /// The events that say where a Sentinel comes from.
  private static final List<String> REGISTERED =
      List.of(
          "io.humanlayer.sentinels.SentinelRegistered.v1",
          "io.humanlayer.sentinels.ParticularsSet.v1");

  private final LogArchive archive;

  public ReadUsage(LogArchive archive) {
    this.archive = archive;
  }

  /// The decisions of `month` (UTC), as far as a signed head covers them.
  public void decisions(String origin, YearMonth month, Consumer<Indexed> each) {
    archive.documents(origin, Document.DECIDED, start(month), start(month.plusMonths(1)), each);
  }

  /// What was said of Sentinels up to the end of `month`; each kind of event in the order of the
  /// log.
  public void registrations(String origin, YearMonth month, Consumer<Indexed> each) {
    REGISTERED.forEach(
        kind -> archive.documents(origin, kind, Instant.EPOCH, start(month.plusMonths(1)), each));
  }

  private static Instant start(YearMonth month) {
    return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
