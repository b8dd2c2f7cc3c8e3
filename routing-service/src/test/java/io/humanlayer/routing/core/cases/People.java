package io.humanlayer.routing.core.cases;

import io.humanlayer.kernel.AgentId;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.core.sentinels.Qualification;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.routing.core.sentinels.Source;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The cast of the stories, all of acme but for MAL.
final class People {

  static final OrganisationId ACME = new OrganisationId("acme");
  static final AgentId PAYBOT = new AgentId("paybot");
  static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

  /// In payments.
  static final Sentinel ADA = internal("ada", "finance.payments");

  /// In payments, and the CFO.
  static final Sentinel BEN = internal("ben", "finance.payments", "finance.cfo");

  /// The CFO's deputy, in both roles too.
  static final Sentinel CLEO = internal("cleo", "finance.payments", "finance.cfo");

  /// In payments, from the outside.
  static final Sentinel DORA = of(ACME, "dora", Source.EXTERNAL, Set.of(), "finance.payments");

  /// Knows nothing of money.
  static final Sentinel EVE = internal("eve", "it.operations");

  /// In payments, and answers for the Agent.
  static final Sentinel OTTO = of(ACME, "otto", Source.INTERNAL, Set.of(), "finance.payments");

  /// In payments, and has the Agent on the list of those they answer for.
  static final Sentinel PAM = of(ACME, "pam", Source.INTERNAL, Set.of(PAYBOT), "finance.payments");

  /// In payments, of another Organisation, and with ADA's id.
  static final Sentinel MAL =
      of(new OrganisationId("globex"), "ada", Source.INTERNAL, Set.of(), "finance.payments");

  private People() {}

  static Sentinel unqualified(Sentinel sentinel) {
    return new Sentinel(
        sentinel.organisation(),
        sentinel.id(),
        sentinel.displayName(),
        sentinel.source(),
        List.of(),
        sentinel.languages(),
        sentinel.jurisdictions(),
        sentinel.ownerOf());
  }

  private static Sentinel internal(String id, String... qualifications) {
    return of(ACME, id, Source.INTERNAL, Set.of(), qualifications);
  }

  private static Sentinel of(
      OrganisationId organisation,
      String id,
      Source source,
      Set<AgentId> ownerOf,
      String... qualifications) {
    return new Sentinel(
        organisation,
        new SentinelId(id),
        id,
        source,
        Stream.of(qualifications).map(q -> new Qualification(q, 1, LONG_AGO, null, null)).toList(),
        Set.of("en"),
        Set.of("EU"),
        ownerOf);
  }
}
