package io.humanlayer.policy.outbound;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.policy.app.LimitTable;
import io.humanlayer.policy.core.policy.Demand;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;

/// Limits in PostgreSQL: one row for each request and limit, with what was seen, and one for each
/// request that ended without leave, whichever of both comes first.
@Singleton
public final class SqlLimits implements LimitTable {

  private static final String SEEN =
      """
      select seen from limit_entry
      where org = :org and policy = :policy and limit_name = :limit and request_id = :request
      """;
  private static final String TOTAL =
      """
      select coalesce(sum(amount), 0) from limit_entry
      where org = :org and policy = :policy and limit_name = :limit and key = :key and at > :since
        and not released
      """;
  private static final String ADD =
      """
      insert into limit_entry (org, policy, limit_name, request_id, key, at, amount, seen, released)
      values (:org, :policy, :limit, :request, :key, :at, :amount, :seen,
              exists (select from limit_release where request_id = :request))
      """;

  private final Jdbi jdbi;

  public SqlLimits(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public Map<String, BigDecimal> count(
      OrganisationId organisation,
      String policy,
      RequestId request,
      Instant at,
      List<Demand> demands) {
    // In one order, so that two engines never wait for each other's locks in a circle.
    var ordered =
        demands.stream()
            .sorted(Comparator.comparing(Demand::limit).thenComparing(Demand::key))
            .toList();
    return jdbi.inTransaction(
        handle -> {
          lock(handle, request);
          var totals = new HashMap<String, BigDecimal>();
          for (var demand : ordered) {
            totals.put(demand.limit(), count(handle, organisation, policy, request, at, demand));
          }
          return totals;
        });
  }

  private static BigDecimal count(
      Handle handle,
      OrganisationId organisation,
      String policy,
      RequestId request,
      Instant at,
      Demand demand) {
    lock(handle, organisation, policy, demand);
    var before =
        of(handle.createQuery(SEEN), organisation, policy, demand)
            .bind("request", request.value())
            .mapTo(BigDecimal.class)
            .findOne();
    if (before.isPresent()) {
      return before.get();
    }
    var seen = total(handle, organisation, policy, at, demand);
    of(handle.createUpdate(ADD), organisation, policy, demand)
        .bind("request", request.value())
        .bind("key", demand.key())
        .bind("at", utc(at))
        .bind("amount", demand.amount())
        .bind("seen", seen)
        .execute();
    return seen;
  }

  /// A request is counted or released, never both at once: whichever comes second sees the first.
  private static void lock(Handle handle, RequestId request) {
    handle
        .createQuery("select pg_advisory_xact_lock(:key)")
        .bind(
            "key",
            request.value().getMostSignificantBits() ^ request.value().getLeastSignificantBits())
        .map((_, _) -> 0)
        .one();
  }

  /// Requests that share a total are counted one after the other, whichever engine has them.
  private static void lock(
      Handle handle, OrganisationId organisation, String policy, Demand demand) {
    handle
        .createQuery("select pg_advisory_xact_lock(hashtextextended(:what, 0))")
        .bind("what", String.join("\n", organisation.value(), policy, demand.limit(), demand.key()))
        .map((_, _) -> 0)
        .one();
  }

  @Override
  public void raise(
      OrganisationId organisation, String policy, RequestId request, List<Demand> demands) {
    jdbi.useTransaction(
        handle -> {
          lock(handle, request);
          for (var demand : demands) {
            of(
                    handle.createUpdate(
                        """
                        update limit_entry set amount = greatest(amount, :amount)
                        where org = :org and policy = :policy and limit_name = :limit
                          and key = :key and request_id = :request
                        """),
                    organisation,
                    policy,
                    demand)
                .bind("amount", demand.amount())
                .bind("key", demand.key())
                .bind("request", request.value())
                .execute();
          }
        });
  }

  @Override
  public void release(Collection<RequestId> requests, Instant at) {
    var ordered = requests.stream().sorted(Comparator.comparing(RequestId::value)).toList();
    jdbi.useTransaction(
        handle -> {
          for (var request : ordered) {
            lock(handle, request);
            handle
                .createUpdate(
                    "insert into limit_release (request_id, at) values (:request, :at)"
                        + " on conflict do nothing")
                .bind("request", request.value())
                .bind("at", utc(at))
                .execute();
            handle
                .createUpdate(
                    "update limit_entry set released = true"
                        + " where request_id = :request and not released")
                .bind("request", request.value())
                .execute();
          }
        });
  }

  @Override
  public Map<String, BigDecimal> peek(
      OrganisationId organisation, String policy, Instant at, List<Demand> demands) {
    return jdbi.withHandle(
        handle -> {
          var totals = new HashMap<String, BigDecimal>();
          demands.forEach(
              demand ->
                  totals.put(demand.limit(), total(handle, organisation, policy, at, demand)));
          return totals;
        });
  }

  @Override
  public int forget(Instant then) {
    return jdbi.withHandle(
        handle -> {
          handle
              .createUpdate("delete from limit_release where at < :then")
              .bind("then", utc(then))
              .execute();
          return handle
              .createUpdate("delete from limit_entry where at < :then")
              .bind("then", utc(then))
              .execute();
        });
  }

  private static BigDecimal total(
      Handle handle, OrganisationId organisation, String policy, Instant at, Demand demand) {
    return of(handle.createQuery(TOTAL), organisation, policy, demand)
        .bind("key", demand.key())
        .bind("since", utc(at.minus(demand.window())))
        .mapTo(BigDecimal.class)
        .one()
        .add(demand.amount());
  }

  private static <S extends SqlStatement<S>> S of(
      S statement, OrganisationId organisation, String policy, Demand demand) {
    return statement
        .bind("org", organisation.value())
        .bind("policy", policy)
        .bind("limit", demand.limit());
  }

  private static OffsetDateTime utc(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
