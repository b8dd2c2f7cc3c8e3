package io.humanlayer.policy.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.IncomingEvent;
import io.humanlayer.eventing.Malformed;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.policy.app.Panels.Known;
import io.humanlayer.policy.core.people.Sentinel;
import io.humanlayer.policy.core.people.Sentinel.Held;
import io.humanlayer.policy.core.requirement.Source;
import java.util.Set;

/// Reads `SentinelRegistered`, the full state of a Sentinel in the register.
public final class SentinelAvro {

  public static final String REGISTERED = "io.humanlayer.sentinels.SentinelRegistered";

  private SentinelAvro() {}

  public static Known read(IncomingEvent event) {
    var body = event.content();
    return new Known(
        new Sentinel(
            new OrganisationId(body.text("org")),
            body.text("sentinel"),
            source(body.text("source")),
            body.flag("active") && !body.flag("suspended") && body.integer("identityLevel") > 0,
            Set.copyOf(body.texts("languages")),
            Set.copyOf(body.texts("jurisdictions")),
            body.records("qualifications").stream().map(SentinelAvro::held).toList()),
        body.instant("at"));
  }

  private static Held held(EventBody body) {
    return new Held(
        body.text("name"),
        body.integer("level"),
        body.instant("validFrom"),
        body.optionalInstant("validTo"));
  }

  private static Source source(String word) {
    return switch (word) {
      case "internal" -> Source.INTERNAL;
      case "external" -> Source.EXTERNAL;
      default -> throw new Malformed("no Sentinel comes from " + word);
    };
  }
}
