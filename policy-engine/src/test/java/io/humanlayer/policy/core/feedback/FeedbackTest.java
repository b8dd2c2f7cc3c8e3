package io.humanlayer.policy.core.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.policy.Engine;
import io.humanlayer.policy.core.catalogue.Data;
import io.humanlayer.policy.core.history.PastDecision;
import io.humanlayer.policy.core.history.PastDecision.Basis;
import io.humanlayer.policy.core.history.PastDecision.Outcome;
import io.humanlayer.policy.core.history.RecordedRequest;
import io.humanlayer.policy.core.policy.Policy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FeedbackTest {

  private static final List<Outcome> OUTCOMES = List.of(Outcome.values());
  private static final Policy ACME = Engine.of(Engine.acmeBaseline()).rulebook().policy();

  private static RuleFeedback of(List<RecordedRequest> requests) {
    var feedback = new Feedback();
    requests.forEach(feedback::add);
    return feedback.rules().getFirst();
  }

  private static List<Suggestion> suggested(List<RecordedRequest> requests) {
    return Suggestion.of(of(requests), ACME);
  }

  private static List<RecordedRequest> approved(int count) {
    return Past.transfers("transfer-large", count, Outcome.APPROVED);
  }

  @Test
  void the_bound_is_never_above_the_share_and_rises_with_the_sample_and_the_share() {
    for (int n = 1; n < 200; n++) {
      for (int k = 0; k <= n; k++) {
        double bound = Wilson.lowerBound(k, n);
        assertThat(bound).isBetween(0.0, (double) k / n);
        assertThat(Wilson.lowerBound(2L * k, 2L * n)).isGreaterThanOrEqualTo(bound);
        if (k > 0) {
          assertThat(Wilson.lowerBound(k - 1, n)).isLessThan(bound);
        }
      }
    }
    assertThat(Wilson.lowerBound(0, 0)).isZero();
  }

  @Test
  void it_is_sure_of_99_percent_from_381_approvals_without_a_rejection_on() {
    assertThat(Wilson.lowerBound(381, 381)).isGreaterThanOrEqualTo(0.99);
    assertThat(Wilson.lowerBound(380, 380)).isLessThan(0.99);
  }

  @Test
  void whatever_the_order_the_counts_add_up_and_the_median_is_the_middle_one() {
    for (long seed = 0; seed < 30; seed++) {
      var random = new Random(seed);
      var requests = new ArrayList<RecordedRequest>();
      var times = new ArrayList<Long>();
      int decided = 0;
      for (int i = 0; i < 1 + random.nextInt(200); i++) {
        var outcome = OUTCOMES.get(random.nextInt(OUTCOMES.size()));
        long millis = random.nextInt(1_000_000);
        requests.add(
            Past.transfer(
                "transfer-large",
                "1500",
                Past.START.plusSeconds(i),
                "s",
                outcome,
                Duration.ofMillis(millis)));
        if (outcome.approves() || outcome == Outcome.REJECTED) {
          times.add(millis);
          decided++;
        }
      }
      Collections.shuffle(requests, random);
      var feedback = of(requests);
      assertThat(feedback.asked()).isEqualTo(requests.size());
      assertThat(feedback.approved() + feedback.rejected()).isEqualTo(decided);
      assertThat(feedback.approved() + feedback.rejected() + feedback.expired() + feedback.other())
          .isEqualTo(feedback.asked());
      Collections.sort(times);
      assertThat(feedback.median())
          .isEqualTo(times.isEmpty() ? null : Duration.ofMillis(times.get((times.size() - 1) / 2)));
    }
  }

  @Test
  void what_policy_or_a_grant_decided_is_no_evidence() {
    var byGrant =
        Past.request(
            "payment.transfer",
            "transfer-large",
            new Data.Struct(Map.of()),
            Past.START,
            new PastDecision(Outcome.APPROVED, Basis.GRANT, Past.START, null, List.of()));

    assertThat(of(List.of(byGrant)).approved()).isZero();
    assertThat(of(List.of(byGrant)).other()).isEqualTo(1);
  }

  @Test
  void enough_approvals_by_enough_people_for_long_enough_speak_for_an_exemption() {
    assertThat(suggested(approved(381)))
        .singleElement()
        .satisfies(
            suggestion -> {
              assertThat(suggestion).isInstanceOf(Suggestion.Loosen.class);
              assertThat(suggestion.condition())
                  .isEqualTo(
                      "args.currency == \"EUR\" && args.amount > 0"
                          + " && args.amount <= decimal(\"1381\")");
            });
    assertThat(suggested(approved(380))).as("too few").isEmpty();
  }

  @Test
  void a_short_time_few_people_or_a_rejection_speak_for_nothing() {
    var quick = new ArrayList<RecordedRequest>();
    var lonely = new ArrayList<RecordedRequest>();
    for (int i = 0; i < 500; i++) {
      Instant hours = Past.START.plus(Duration.ofHours(4L * i));
      Instant seconds = Past.START.plusSeconds(i);
      var took = Duration.ofMinutes(1);
      quick.add(
          Past.transfer("transfer-large", "1500", seconds, "s" + i % 3, Outcome.APPROVED, took));
      lonely.add(
          Past.transfer("transfer-large", "1500", hours, "s" + i % 2, Outcome.APPROVED, took));
    }
    assertThat(suggested(quick)).isEmpty();
    assertThat(suggested(lonely)).isEmpty();
    var rejected = new ArrayList<>(approved(381));
    rejected.addAll(Past.transfers("transfer-large", 1, Outcome.REJECTED));
    assertThat(suggested(rejected)).isEmpty();
  }

  @Test
  void an_approval_that_came_faster_than_one_can_read_binds_and_teaches_nothing() {
    var requests = new ArrayList<>(approved(380));
    requests.add(hurried("1500", Duration.ofMillis(1_900)));
    assertThat(of(requests).approved()).isEqualTo(381);
    assertThat(of(requests).rushed()).isOne();
    assertThat(suggested(requests)).isEmpty();

    requests.set(380, hurried("1500", Duration.ofSeconds(3)));
    assertThat(of(requests).rushed()).isZero();
    assertThat(suggested(requests)).hasSize(1);

    requests.set(380, hurried("1".repeat(200), Duration.ofSeconds(5)));
    assertThat(of(requests).rushed()).as("what is long takes longer").isOne();
    assertThat(Dwell.floor(new Data.Text("x".repeat(1_000_000)))).isEqualTo(Dwell.MOST);
  }

  @Test
  void who_never_opened_the_dossier_has_not_read_it_and_their_refusals_count_all_the_same() {
    var blind =
        Past.transfers("transfer-large", 3, Outcome.REJECTED).stream()
            .map(it -> seen(it, Map.of()))
            .toList();
    assertThat(suggested(blind)).singleElement().isInstanceOf(Suggestion.Tighten.class);
    var approvedOnce = new ArrayList<>(blind);
    approvedOnce.add(seen(approved(1).getFirst(), Map.of()));
    assertThat(of(approvedOnce).rushed()).isOne();
    assertThat(suggested(approvedOnce)).as("somebody has approved").isEmpty();
  }

  private static RecordedRequest hurried(String amount, Duration took) {
    return Past.transfer(
        "transfer-large", amount, Past.START, "sentinel-1", Outcome.APPROVED, took);
  }

  private static RecordedRequest seen(RecordedRequest request, Map<String, Instant> views) {
    return Past.request(
        request.operation(),
        request.rules().getFirst().id(),
        request.arguments(),
        request.submittedAt(),
        views,
        request.decision());
  }

  @Test
  void authority_and_what_destroys_are_never_exempted() {
    assertThat(suggested(Past.transfers("four-eyes", 1_000, Outcome.APPROVED))).isEmpty();
    var deletions = new ArrayList<RecordedRequest>();
    for (var transfer : approved(1_000)) {
      deletions.add(
          Past.request(
              "resource.delete",
              "delete-always",
              new Data.Struct(Map.of()),
              transfer.submittedAt(),
              transfer.views(),
              transfer.decision()));
    }
    assertThat(suggested(deletions)).isEmpty();
  }

  @Test
  void three_rejections_and_no_approval_speak_for_a_refusal() {
    assertThat(suggested(Past.transfers("transfer-large", 3, Outcome.REJECTED)))
        .singleElement()
        .isInstanceOf(Suggestion.Tighten.class);
    assertThat(suggested(Past.transfers("transfer-large", 2, Outcome.REJECTED))).isEmpty();
    var one = new ArrayList<>(Past.transfers("transfer-large", 9, Outcome.REJECTED));
    one.addAll(approved(1));
    assertThat(suggested(one)).isEmpty();
  }

  @Test
  void the_largest_amount_that_was_approved_bounds_the_exemption_however_it_is_written() {
    var requests = new ArrayList<>(approved(400));
    requests.add(
        Past.request(
            "payment.transfer",
            "transfer-large",
            new Data.Struct(
                Map.of(
                    "amount", new Data.Decimal(new BigDecimal("2500.50")),
                    "currency", new Data.Text("EUR"))),
            Past.START,
            requests.getFirst().views(),
            requests.getFirst().decision()));

    assertThat(suggested(requests).getFirst().condition()).contains("2500.5");
  }
}
