package io.humanlayer.routing.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.IncomingEvent;
import io.humanlayer.eventing.Malformed;
import io.humanlayer.routing.core.cases.CaseCommand;
import io.humanlayer.routing.core.cases.EditRuling;
import io.humanlayer.routing.core.cases.Escalation;
import io.humanlayer.routing.core.cases.OnTimeout;
import io.humanlayer.routing.core.cases.Requirement;
import io.humanlayer.routing.core.cases.Tier;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads `Ruled`. Only a ruling of ARBITRIUM concerns this service.
public final class RulingAvro {

  public static final String EVENT = "io.humanlayer.rulings.Ruled";

  private enum Kind {
    ALLOW,
    DENY,
    ARBITRIUM
  }

  private RulingAvro() {}

  /// A case to open, as soon as it is known when that is.
  ///
  /// @param event that asks for it
  public record Wanted(IncomingEvent event, CaseCommand.Open command) {

    public CaseCommand.Open at(Instant now) {
      return new CaseCommand.Open(
          command.request(),
          command.target(),
          command.dossierDigest(),
          command.ruling(),
          command.requirement(),
          command.response(),
          command.within(),
          command.expiresAt(),
          command.reviewOf(),
          now);
    }
  }

  /// The case that this ruling asks for; empty if it settles the request by itself.
  ///
  /// @throws Malformed if it asks for humans but does not say for whom
  public static Optional<Wanted> read(IncomingEvent event) {
    EventBody body = event.content();
    return switch (body.symbol("ruling", Kind.class)) {
      case ALLOW, DENY -> Optional.empty();
      case ARBITRIUM -> Optional.of(new Wanted(event, open(body)));
    };
  }

  /// What is said of an Action that a Sentinel has changed.
  ///
  /// @throws Malformed if it asks for humans but does not say for whom
  public static EditRuling opinion(EventBody body) {
    return switch (body.symbol("ruling", Kind.class)) {
      case ALLOW -> new EditRuling.Allowed();
      case DENY -> new EditRuling.Denied();
      case ARBITRIUM -> new EditRuling.Asks(requirement(body.record("requirement")));
    };
  }

  private static CaseCommand.Open open(EventBody body) {
    @Nullable EventBody required = body.optionalRecord("requirement");
    if (required == null) {
      throw new Malformed("a ruling of ARBITRIUM without a requirement");
    }
    Duration within = CommonAvro.duration(required, "deadline");
    if (within.isNegative()) {
      throw new Malformed("a deadline before the beginning");
    }
    return new CaseCommand.Open(
        CommonAvro.request(body),
        body.optionalText("target"),
        body.text("dossierDigest"),
        CommonAvro.ruling(body),
        requirement(required),
        ResponseAvro.read(body),
        within,
        body.instant("expiresAt"),
        null,
        body.instant("ruledAt"));
  }

  private static Requirement requirement(EventBody required) {
    @Nullable String cooldown = required.optionalText("cooldown");
    @Nullable String ceiling = required.optionalText("grantCeiling");
    return new Requirement(
        required.records("panels").stream().map(PanelAvro::read).toList(),
        required.flag("distinct"),
        Set.copyOf(required.texts("exclude")),
        CommonAvro.word(Tier.class, required.text("tier")),
        CommonAvro.word(OnTimeout.class, required.text("onTimeout")),
        CommonAvro.duration(required, "useWithin"),
        cooldown == null ? Duration.ZERO : CommonAvro.duration(required, "cooldown"),
        required.records("escalate").stream().flatMap(RulingAvro::step).toList(),
        Set.copyOf(required.texts("editable")),
        required.flag("reasonRequired"),
        ceiling == null ? null : GrantCeilingJson.read(ceiling));
  }

  /// A step whose panel is only named cannot be taken; the deadline still denies.
  private static Stream<Escalation> step(EventBody step) {
    @Nullable EventBody panel = step.optionalRecord("panel");
    return panel == null
        ? Stream.empty()
        : Stream.of(new Escalation(CommonAvro.duration(step, "after"), PanelAvro.read(panel)));
  }
}
