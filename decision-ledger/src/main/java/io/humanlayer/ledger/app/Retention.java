package io.humanlayer.ledger.app;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// How long each class of data is kept. Leaves, tiles and heads are for ever; the documents beside
/// the leaves for as long as is configured and never less than six months; what people wrote for as
/// long as is configured.
@ApplicationScoped
public class Retention {

  /// AI Act, articles 19 and 26(6).
  public static final Period FLOOR = Period.ofMonths(6);

  /// What one run destroyed.
  public record Forgotten(int disclosures, int documents) {}

  private final Disclosures disclosures;
  private final LogArchive archive;
  private final Clock clock;
  private final Period written;
  private final Optional<Period> facts;

  public Retention(
      Disclosures disclosures,
      LogArchive archive,
      Clock clock,
      @ConfigProperty(name = "humanlayer.retention.disclosures") String written,
      @ConfigProperty(name = "humanlayer.retention.facts") Optional<String> facts) {
    this.disclosures = disclosures;
    this.archive = archive;
    this.clock = clock;
    this.written = Period.parse(written);
    this.facts = facts.map(Period::parse);
    Instant now = clock.instant();
    if (this.facts.filter(it -> before(now, it).isAfter(before(now, FLOOR))).isPresent()) {
      throw new IllegalStateException("humanlayer.retention.facts is shorter than six months");
    }
  }

  /// Destroys what has been kept long enough.
  public Forgotten forget() {
    Instant now = clock.instant();
    return new Forgotten(
        disclosures.eraseOlderThan(before(now, written)),
        facts.map(it -> archive.forgetDocumentsBefore(before(now, it))).orElse(0));
  }

  private static Instant before(Instant now, Period period) {
    return now.atZone(ZoneOffset.UTC).minus(period).toInstant();
  }
}
