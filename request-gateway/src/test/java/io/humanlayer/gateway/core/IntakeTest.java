package io.humanlayer.gateway.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.gateway.core.catalogue.Catalogue;
import io.humanlayer.gateway.core.catalogue.Catalogue.Operation;
import io.humanlayer.gateway.core.intake.Intake;
import io.humanlayer.gateway.core.intake.RequestType;
import io.humanlayer.gateway.core.status.RequestStatus;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntakeTest {

  private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");

  @Test
  void a_deadline_lies_after_now_and_within_thirty_days() {
    assertThat(Intake.faultOfDeadline(null, NOW)).isNull();
    assertThat(Intake.faultOfDeadline(NOW.plusMillis(1), NOW)).isNull();
    assertThat(Intake.faultOfDeadline(NOW.plus(Intake.MAX_EXPIRY), NOW)).isNull();
    assertThat(Intake.faultOfDeadline(NOW, NOW)).isEqualTo("The deadline is past.");
    assertThat(Intake.faultOfDeadline(NOW.minusSeconds(1), NOW)).isEqualTo("The deadline is past.");
    assertThat(Intake.faultOfDeadline(NOW.plus(Intake.MAX_EXPIRY).plusMillis(1), NOW))
        .isEqualTo("The deadline is more than 30 days away.");
  }

  @ParameterizedTest
  @CsvSource({
    "compliance_check,COMPLIANCE_CHECK", "compliance,COMPLIANCE_CHECK",
    "conformité,COMPLIANCE_CHECK", "expert_judgment,EXPERT_JUDGMENT",
    "judgment,EXPERT_JUDGMENT", "Jugement,EXPERT_JUDGMENT",
    "authorized_decision,AUTHORIZED_DECISION", "SIGNATURE,AUTHORIZED_DECISION"
  })
  void a_type_is_known_by_its_name_and_its_aliases(String text, RequestType type) {
    assertThat(RequestType.of(text)).contains(type);
  }

  @Test
  void another_type_is_unknown() {
    assertThat(RequestType.of("approval")).isEmpty();
  }

  @Test
  void an_operation_is_known_by_name_and_alias_and_a_name_wins() {
    var transfer = new Operation("payment.transfer", Set.of("transfer_money"), Set.of("amount"));
    var other = new Operation("other", Set.of("payment.transfer", "transfer_money"), Set.of());
    var catalogue = new Catalogue(List.of(other, transfer));
    assertThat(catalogue.resolve("payment.transfer")).isEqualTo(transfer);
    assertThat(catalogue.resolve("transfer_money")).isEqualTo(other);
    assertThat(catalogue.resolve("rocket.launch"))
        .isEqualTo(new Operation("rocket.launch", Set.of(), Set.of()));
  }

  @Test
  void only_a_binding_outcome_is_decided() {
    assertThat(Set.of(RequestStatus.values()).stream().filter(status -> !status.decided()))
        .containsExactlyInAnyOrder(RequestStatus.PENDING, RequestStatus.ASSIGNED);
  }
}
