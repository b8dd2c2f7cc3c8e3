package io.humanlayer.policy.core.publication;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.policy.core.policy.Layer;
import io.humanlayer.policy.core.policy.PolicyRef;
import io.humanlayer.policy.core.publication.Ending.Enforced;
import io.humanlayer.policy.core.publication.Ending.Reason;
import io.humanlayer.policy.core.publication.Ending.Refused;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicationRulesTest {

  private static Publication asked(Kind kind) {
    return new Publication(
        UUID.fromString("01994c2e-0000-7000-8000-000000000001"),
        new PolicyRef(new OrganisationId("acme"), Layer.ORGANISATION, "baseline", 4),
        "sha256:d",
        3,
        "carla",
        kind,
        "sha256:a",
        Instant.parse("2026-11-21T20:00:00Z"));
  }

  private static HumanDecision approvedBy(String... sentinels) {
    return new HumanDecision("APPROVED", true, List.of(sentinels));
  }

  @Test
  void one_approval_is_enough_to_tighten_or_to_roll_back() {
    for (Kind kind : List.of(Kind.TIGHTENING, Kind.ROLLBACK, Kind.NEUTRAL)) {
      assertThat(PublicationRules.end(asked(kind), 3, approvedBy("ada")))
          .isEqualTo(new Enforced(List.of("ada")));
    }
  }

  @Test
  void a_loosening_needs_two_different_people() {
    assertThat(PublicationRules.end(asked(Kind.LOOSENING), 3, approvedBy("ben", "ada")))
        .isEqualTo(new Enforced(List.of("ada", "ben")));
    assertThat(PublicationRules.end(asked(Kind.LOOSENING), 3, approvedBy("ada", "ada")))
        .isEqualTo(new Refused(Reason.NOT_ENOUGH_APPROVERS));
  }

  @Test
  void the_author_never_counts() {
    assertThat(PublicationRules.end(asked(Kind.LOOSENING), 3, approvedBy("ada", "carla")))
        .isEqualTo(new Refused(Reason.NOT_ENOUGH_APPROVERS));
    assertThat(PublicationRules.end(asked(Kind.TIGHTENING), 3, approvedBy("carla")))
        .isEqualTo(new Refused(Reason.NOT_ENOUGH_APPROVERS));
  }

  @Test
  void an_approval_of_a_change_to_another_number_than_the_one_in_force_is_void() {
    assertThat(PublicationRules.end(asked(Kind.TIGHTENING), 2, approvedBy("ada")))
        .isEqualTo(new Refused(Reason.SUPERSEDED));
  }

  @ParameterizedTest
  @CsvSource({
    "REJECTED, true, REJECTED",
    "EXPIRED, false, EXPIRED",
    "CANCELLED, false, CANCELLED",
    "APPROVED_WITH_EDITS, true, REJECTED",
    "ANSWERED, true, REJECTED",
    "APPROVED, false, NOT_ENOUGH_APPROVERS"
  })
  void whatever_is_not_an_approval_by_people_leaves_the_number_out(
      String outcome, boolean bySentinels, Reason reason) {
    assertThat(
            PublicationRules.end(
                asked(Kind.TIGHTENING),
                3,
                new HumanDecision(outcome, bySentinels, List.of("ada", "ben"))))
        .isEqualTo(new Refused(reason));
  }
}
