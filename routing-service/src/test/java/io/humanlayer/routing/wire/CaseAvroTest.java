package io.humanlayer.routing.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.eventing.OutgoingEvent;
import io.humanlayer.kernel.AgentId;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.core.cases.ActionDigest;
import io.humanlayer.routing.core.cases.Agent;
import io.humanlayer.routing.core.cases.Assurance;
import io.humanlayer.routing.core.cases.Basis;
import io.humanlayer.routing.core.cases.CaseEvent;
import io.humanlayer.routing.core.cases.DecisionOutcome;
import io.humanlayer.routing.core.cases.DecisionRequest;
import io.humanlayer.routing.core.cases.Matter;
import io.humanlayer.routing.core.cases.Offer;
import io.humanlayer.routing.core.cases.OnTimeout;
import io.humanlayer.routing.core.cases.Panel;
import io.humanlayer.routing.core.cases.Quorum;
import io.humanlayer.routing.core.cases.Reason;
import io.humanlayer.routing.core.cases.Requirement;
import io.humanlayer.routing.core.cases.Ruling;
import io.humanlayer.routing.core.cases.Tier;
import io.humanlayer.routing.core.cases.Verdict;
import io.humanlayer.routing.core.cases.VerdictKind;
import io.humanlayer.routing.core.sentinels.Profile;
import io.humanlayer.routing.core.sentinels.Source;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CaseAvroTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123Z");
  private static final RequestId ID = new RequestId(new UUID(7, 8));
  private static final SentinelId ADA = new SentinelId("ada");
  private static final ActionDigest DIGEST = new ActionDigest("sha256:" + "ab".repeat(32));
  private static final DecisionRequest REQUEST =
      new DecisionRequest(
          ID,
          new OrganisationId("acme"),
          new Agent(new AgentId("paybot"), "Paybot", null, "otto"),
          "payment.transfer",
          DIGEST,
          "authorized_decision",
          2,
          null);
  private static final Ruling RULING =
      new Ruling(
          List.of(new Ruling.PolicyVersion("organisation", "baseline", 7, "sha256:7")),
          List.of(new Ruling.MatchedRule("transfer-large", "organisation")));
  private static final Verdict VERDICT =
      new Verdict(
          ADA,
          "payments",
          "finance.payments",
          "finance.payments/2",
          Assurance.SESSION,
          VerdictKind.APPROVE,
          NOON);

  static Stream<CaseEvent> everyEvent() {
    return Stream.of(
        new CaseEvent.Opened(
            new Matter(
                REQUEST,
                "ledger",
                "sha256:d",
                RULING,
                new Requirement(
                    List.of(panel(new BigDecimal("1500.00")), panel(null, "cfo")),
                    true,
                    Set.of("agent-owner", "payee"),
                    Tier.AUTHORITY,
                    OnTimeout.REFER,
                    Duration.ofMinutes(10),
                    Set.of("memo"),
                    true),
                NOON,
                NOON.plusSeconds(900))),
        new CaseEvent.OfferMade(new Offer(ADA, "payments", NOON)),
        new CaseEvent.Unroutable("payments", NOON),
        new CaseEvent.DossierViewed(ADA, "sha256:v", NOON),
        new CaseEvent.VerdictGiven(VERDICT, DIGEST, new Reason("ok", null, "sha256:r"), "sha256:v"),
        new CaseEvent.VerdictGiven(VERDICT, DIGEST, Reason.NONE, null),
        new CaseEvent.Decided(
            REQUEST,
            RULING,
            Tier.EXPERT,
            DecisionOutcome.APPROVED,
            Basis.SENTINEL,
            List.of(VERDICT),
            new Reason("ok", "checked", "sha256:r"),
            NOON,
            NOON.plusSeconds(600)),
        new CaseEvent.Decided(
            REQUEST,
            RULING,
            Tier.STANDARD,
            DecisionOutcome.EXPIRED,
            Basis.TIMEOUT,
            List.of(),
            new Reason("timeout", "silence", null),
            NOON,
            null),
        new CaseEvent.Closed(DecisionOutcome.REJECTED, NOON));
  }

  @ParameterizedTest
  @MethodSource("everyEvent")
  void what_is_written_is_what_is_read(CaseEvent event) {
    var codec = new CaseAvro(ID, REQUEST.organisation());

    OutgoingEvent written = codec.write(event);

    assertThat(codec.read(written.body())).isEqualTo(event);
    assertThat(written.key()).isEqualTo(ID.toString());
    assertThat(written.at()).isEqualTo(NOON);
    assertThat(written.topic())
        .isEqualTo(event instanceof CaseEvent.Decided ? CaseAvro.DECISIONS : CaseAvro.CASES);
    assertThat(written.body().text("requestId")).isEqualTo(ID.toString());
    assertThat(written.body().text("org")).isEqualTo("acme");
  }

  private static Panel panel(BigDecimal amount) {
    return panel(amount, "payments");
  }

  private static Panel panel(BigDecimal amount, String name) {
    return new Panel(
        name,
        new Profile(
            "finance." + name,
            2,
            Set.of(Source.INTERNAL, Source.EXTERNAL),
            Set.of("it"),
            Set.of("EU"),
            amount),
        new Quorum(2, 1));
  }
}
