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
import io.humanlayer.routing.core.cases.Behalf;
import io.humanlayer.routing.core.cases.CaseEvent;
import io.humanlayer.routing.core.cases.DecisionOutcome;
import io.humanlayer.routing.core.cases.DecisionRequest;
import io.humanlayer.routing.core.cases.Edit;
import io.humanlayer.routing.core.cases.Escalation;
import io.humanlayer.routing.core.cases.Grant;
import io.humanlayer.routing.core.cases.GrantCeiling;
import io.humanlayer.routing.core.cases.Matter;
import io.humanlayer.routing.core.cases.Offer;
import io.humanlayer.routing.core.cases.OnTimeout;
import io.humanlayer.routing.core.cases.Panel;
import io.humanlayer.routing.core.cases.Quorum;
import io.humanlayer.routing.core.cases.Reason;
import io.humanlayer.routing.core.cases.Requirement;
import io.humanlayer.routing.core.cases.ResponseForm;
import io.humanlayer.routing.core.cases.Ruling;
import io.humanlayer.routing.core.cases.Settlement;
import io.humanlayer.routing.core.cases.Terms;
import io.humanlayer.routing.core.cases.Tier;
import io.humanlayer.routing.core.cases.Verdict;
import io.humanlayer.routing.core.cases.VerdictKind;
import io.humanlayer.routing.core.sentinels.DelegationRule;
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

  private static final Behalf FOR_CARLA = new Behalf(new SentinelId("carla"), "d-12");
  private static final Verdict BY_MANDATE =
      new Verdict(
          ADA,
          "cfo",
          "finance.deputy-cfo",
          "finance.deputy-cfo/1 for carla, delegation d-12",
          Assurance.SESSION,
          VerdictKind.APPROVE,
          NOON,
          FOR_CARLA,
          null);

  private static final Reason WHY = new Reason("conflict", null, "sha256:r");
  private static final Edit EDIT =
      new Edit(
          "{\"amount\":\"1\"}", new ActionDigest("sha256:" + "cd".repeat(32)), Set.of("amount"));

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
                    Duration.ofSeconds(30),
                    List.of(new Escalation(Duration.ofMinutes(5), panel(null, "cfo"))),
                    Set.of("memo"),
                    true,
                    new GrantCeiling(Duration.ofHours(1), 5)),
                new ResponseForm(true, List.of("yes", "no"), "{}"),
                NOON,
                NOON.plusSeconds(900),
                NOON.plusSeconds(9_000),
                new RequestId(new UUID(9, 9)))),
        new CaseEvent.OfferMade(new Offer(3, ADA, "payments", NOON, NOON.plusSeconds(90))),
        new CaseEvent.OfferMade(new Offer(3, ADA, "cfo", NOON, NOON.plusSeconds(90), FOR_CARLA)),
        new CaseEvent.OfferWithdrawn(3, ADA, "payments", NOON),
        new CaseEvent.OfferLapsed(3, ADA, "payments", NOON),
        new CaseEvent.Claimed(ADA, List.of("payments", "cfo"), NOON, NOON.plusSeconds(900)),
        new CaseEvent.Declined(ADA, WHY, NOON),
        new CaseEvent.Released(ADA, NOON),
        new CaseEvent.Recused(ADA, WHY, NOON),
        new CaseEvent.HoldLapsed(ADA, NOON),
        new CaseEvent.VerdictUndone(ADA, NOON),
        new CaseEvent.Searched(NOON),
        new CaseEvent.Broadened(NOON),
        new CaseEvent.InfoRequested(ADA, 2, "Which invoice?", NOON),
        new CaseEvent.InfoGiven(2, "sha256:i", NOON),
        new CaseEvent.QuorumReached(
            new Settlement(
                DecisionOutcome.APPROVED,
                List.of(VERDICT, BY_MANDATE),
                null,
                new Grant(3, NOON.plusSeconds(60))),
            new Reason("ok", "checked", "sha256:r"),
            NOON,
            NOON.plusSeconds(30)),
        new CaseEvent.Escalated(1, "cfo", NOON),
        new CaseEvent.DeadlineExtended(ADA, NOON.plusSeconds(60), NOON),
        new CaseEvent.Referred(panel(null, "cfo"), NOON.plusSeconds(60), NOON),
        new CaseEvent.GlassBroken(ADA, WHY, NOON),
        new CaseEvent.Consumed(DIGEST, "paybot", NOON),
        new CaseEvent.Lapsed(DIGEST, NOON),
        new CaseEvent.Revoked(DIGEST, "ada", WHY, new RequestId(new UUID(9, 8)), NOON),
        new CaseEvent.Reopened("operator", WHY, NOON),
        new CaseEvent.Unroutable("payments", NOON, null),
        new CaseEvent.Unroutable("payments", NOON, NOON.plusSeconds(7)),
        new CaseEvent.DossierViewed(ADA, "sha256:v", NOON),
        new CaseEvent.VerdictGiven(VERDICT, DIGEST, new Reason("ok", null, "sha256:r"), "sha256:v"),
        new CaseEvent.VerdictGiven(
            BY_MANDATE, DIGEST, new Reason("ok", null, "sha256:r"), "sha256:v"),
        new CaseEvent.VerdictGiven(VERDICT, DIGEST, Reason.NONE, null),
        new CaseEvent.VerdictGiven(
            VERDICT,
            DIGEST,
            Reason.NONE,
            null,
            new Terms("yes", EDIT, new Grant(2, NOON.plusSeconds(60)))),
        new CaseEvent.Decided(
            REQUEST,
            RULING,
            Tier.EXPERT,
            DecisionOutcome.APPROVED,
            Basis.SENTINEL,
            List.of(VERDICT),
            null,
            null,
            new Grant(2, NOON.plusSeconds(60)),
            new Reason("ok", "checked", "sha256:r"),
            NOON,
            NOON.plusSeconds(600)),
        new CaseEvent.Decided(
            REQUEST,
            RULING,
            Tier.EXPERT,
            DecisionOutcome.APPROVED_WITH_EDITS,
            Basis.SENTINEL,
            List.of(VERDICT),
            EDIT,
            null,
            null,
            Reason.NONE,
            NOON,
            NOON.plusSeconds(600)),
        new CaseEvent.Decided(
            REQUEST,
            RULING,
            Tier.STANDARD,
            DecisionOutcome.EXPIRED,
            Basis.TIMEOUT,
            List.of(),
            null,
            "an answer",
            null,
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
        .isEqualTo(
            event instanceof CaseEvent.Decided || event instanceof CaseEvent.Use
                ? CaseAvro.DECISIONS
                : CaseAvro.CASES);
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
            amount,
            amount == null
                ? null
                : new DelegationRule("finance.deputy-" + name, new BigDecimal("25000"))),
        new Quorum(2, 1),
        Set.of("amount"));
  }
}
