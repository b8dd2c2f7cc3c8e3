package io.humanlayer.policy.core.feedback;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.policy.core.catalogue.Data;
import io.humanlayer.policy.core.history.PastDecision;
import io.humanlayer.policy.core.history.PastDecision.Basis;
import io.humanlayer.policy.core.history.PastDecision.Outcome;
import io.humanlayer.policy.core.history.PastDecision.PastVerdict;
import io.humanlayer.policy.core.history.RecordedRequest;
import io.humanlayer.policy.core.history.RuleRef;
import io.humanlayer.policy.core.policy.Claims;
import io.humanlayer.policy.core.policy.Requester;
import io.humanlayer.policy.core.policy.Ruling;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Requests of the past, for tests.
public final class Past {

  public static final OrganisationId ACME = new OrganisationId("acme");
  public static final Instant START = Instant.parse("2026-08-01T12:00:00Z");

  private Past() {}

  /// A transfer in EUR on which `rule` asked, submitted at `at` and decided by `sentinel`.
  public static RecordedRequest transfer(
      String rule, String amount, Instant at, String sentinel, Outcome outcome, Duration took) {
    return request(
        "payment.transfer",
        rule,
        new Data.Struct(
            Map.of(
                "amount", new Data.Text(amount),
                "currency", new Data.Text("EUR"),
                "iban", new Data.Text("X"),
                "recipient", new Data.Text("Y"))),
        at,
        Map.of(sentinel, at),
        new PastDecision(
            outcome,
            outcome == Outcome.EXPIRED ? Basis.TIMEOUT : Basis.SENTINEL,
            at.plus(took),
            null,
            outcome == Outcome.EXPIRED
                ? List.of()
                : List.of(new PastVerdict(sentinel, "payments", "APPROVE", at.plus(took)))));
  }

  public static RecordedRequest request(
      String operation, String rule, Data arguments, Instant at, @Nullable PastDecision decision) {
    return request(operation, rule, arguments, at, Map.of(), decision);
  }

  /// @param views when each Sentinel first saw it
  public static RecordedRequest request(
      String operation,
      String rule,
      Data arguments,
      Instant at,
      Map<String, Instant> views,
      @Nullable PastDecision decision) {
    return new RecordedRequest(
        ACME,
        new RequestId(UUID.randomUUID()),
        new Requester("buyer", "Buyer", "1", null),
        operation,
        null,
        arguments,
        Claims.NONE,
        at,
        List.of(),
        Map.of(),
        Ruling.ARBITRIUM,
        List.of(new RuleRef("organisation", rule)),
        List.of("payments"),
        at,
        views,
        decision);
  }

  /// So many transfers, one every four hours, decided by three Sentinels in turn after a minute.
  public static List<RecordedRequest> transfers(String rule, int count, Outcome outcome) {
    var requests = new ArrayList<RecordedRequest>();
    for (int i = 0; i < count; i++) {
      requests.add(
          transfer(
              rule,
              Integer.toString(1_001 + i),
              START.plus(Duration.ofHours(4L * i)),
              "sentinel-" + i % 3,
              outcome,
              Duration.ofMinutes(1)));
    }
    return requests;
  }
}
