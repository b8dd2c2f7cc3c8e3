package io.humanlayer.routing.core.sentinels;

import io.humanlayer.kernel.AgentId;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.core.sentinels.SentinelCommand.Enrol;
import io.humanlayer.testkit.scenario.Scenario;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Carla the CFO, her deputy Dario, and what the register says of them.
final class Register {

  static final SentinelId CARLA = new SentinelId("carla");
  static final SentinelId DARIO = new SentinelId("dario");
  static final SentinelId EVE = new SentinelId("eve");
  static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");
  static final Instant NOON = Instant.parse("2026-05-05T12:00:00Z");
  static final Proofing VOUCHED = new Proofing("operator", 1, "operator", NOON);
  static final Qualification CFO = held("finance.cfo");
  static final Qualification DEPUTY = held("finance.deputy-cfo");

  private Register() {}

  static Qualification held(String name) {
    return new Qualification(name, 1, JANUARY, null, null);
  }

  static Particulars particulars() {
    return new Particulars(
        Source.INTERNAL,
        true,
        new Affiliation(null, "acme", null),
        Set.of("it"),
        Set.of("EU"),
        Set.<AgentId>of(),
        5);
  }

  static Enrol enrol(Qualification... held) {
    return new Enrol(particulars(), List.of(held), VOUCHED, NOON);
  }

  static Registration registered(Qualification... held) {
    Accreditation accreditation = Accreditation.of(particulars());
    for (Qualification one : held) {
      accreditation = accreditation.with(one);
    }
    return new Registration.Accredited(accreditation);
  }

  static Passkey passkey(String credential) {
    return new Passkey(
        credential,
        -7,
        "MFkw",
        "sha256:1",
        "pQEC",
        "00000000-0000-0000-0000-000000000000",
        true,
        true,
        "sha256:2",
        "localhost",
        "http://localhost:8083",
        1);
  }

  static Delegation delegation(String id, SentinelId to) {
    return new Delegation(
        id,
        to,
        "finance.cfo",
        "finance.deputy-cfo",
        new BigDecimal("25000"),
        NOON,
        NOON.plus(Duration.ofDays(14)));
  }

  static Scenario<SentinelCommand, Registration, SentinelEvent> carla() {
    return Scenario.of(new SentinelDecider(CARLA));
  }
}
