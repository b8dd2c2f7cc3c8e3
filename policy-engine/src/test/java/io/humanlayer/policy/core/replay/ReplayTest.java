package io.humanlayer.policy.core.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.policy.Engine;
import io.humanlayer.policy.core.policy.Claims;
import io.humanlayer.policy.core.policy.Rulebook;
import io.humanlayer.policy.core.policy.Ruling;
import io.humanlayer.policy.core.replay.PastRequest.Human;
import io.humanlayer.policy.core.replay.ReplayReport.Transition;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplayTest {

  private static final Rulebook CURRENT = Engine.of(Engine.acmeBaseline()).rulebook();
  private static final Rulebook TO_2000 =
      Engine.of(
              Engine.acmeBaseline()
                  .replace("args.amount <= 1000'", "args.amount <= 2000'")
                  .replace("when: args.amount > 1000\n", "when: args.amount > 2000\n"))
          .rulebook();
  private static final Rulebook TO_500 =
      Engine.of(Engine.acmeBaseline().replace("args.amount <= 1000'", "args.amount <= 500'"))
          .rulebook();

  private static PastRequest transfer(String id, String amount, @Nullable Human human) {
    return new PastRequest(
        id,
        Engine.question(
            "payment.transfer",
            Map.of("amount", amount, "currency", "EUR", "iban", "X", "recipient", "Y"),
            Claims.NONE),
        Map.of("organisation/baseline/money_hour", new BigDecimal(amount)),
        human);
  }

  private static ReplayReport replay(Rulebook draft, PastRequest... past) {
    var replay = new Replay(List.of(CURRENT), draft);
    List.of(past).forEach(replay::accept);
    return replay.report();
  }

  @Test
  void a_draft_that_changes_nothing_leaves_the_diagonal_alone() {
    var report = replay(CURRENT, transfer("a", "900", null), transfer("b", "1500", Human.APPROVED));

    assertThat(report.matrix())
        .containsOnly(
            Map.entry(new Transition(Ruling.ALLOW, Ruling.ALLOW), 1L),
            Map.entry(new Transition(Ruling.ARBITRIUM, Ruling.ARBITRIUM), 1L));
    assertThat(report.loosened()).isEmpty();
    assertThat(report.loadBefore()).isEqualTo(report.loadAfter()).containsEntry("payments", 1L);
  }

  @Test
  void what_a_human_rejected_and_the_draft_would_allow_comes_first_and_blocks() {
    var report =
        replay(
            TO_2000,
            transfer("approved", "1500", Human.APPROVED),
            transfer("rejected", "1600", Human.REJECTED),
            transfer("larger", "2500", Human.REJECTED));

    assertThat(report.blocking()).isEqualTo(1);
    assertThat(report.loosenings()).isEqualTo(2);
    assertThat(report.loosened())
        .extracting(ReplayReport.Loosened::request)
        .containsExactly("rejected", "approved");
    assertThat(report.loadBefore()).containsEntry("payments", 3L);
    assertThat(report.loadAfter()).containsEntry("payments", 1L);
    assertThat(report.movers()).containsEntry("buyer", 2L);
  }

  @Test
  void a_tightening_loosens_nothing_and_shows_the_load_that_it_brings() {
    var report = replay(TO_500, transfer("a", "400", null), transfer("b", "900", null));

    assertThat(report.loosenings()).isZero();
    assertThat(report.tightenings()).isEqualTo(1);
    assertThat(report.loadAfter()).containsEntry("duty-manager", 1L);
  }

  @Test
  void recorded_limits_are_what_the_rules_see_again() {
    var past = transfer("a", "900", null);
    var smurfing =
        new PastRequest(
            "b",
            past.question(),
            Map.of("organisation/baseline/money_hour", new BigDecimal("3600")),
            null);

    assertThat(replay(CURRENT, past, smurfing).matrix())
        .containsEntry(new Transition(Ruling.ARBITRIUM, Ruling.ARBITRIUM), 1L)
        .containsEntry(new Transition(Ruling.ALLOW, Ruling.ALLOW), 1L);
  }

  @Test
  void rules_that_no_request_matched_are_named() {
    assertThat(replay(CURRENT, transfer("a", "900", null)).unmatched())
        .contains("weather-auto", "four-eyes")
        .doesNotContain("transfer-small");
  }
}
