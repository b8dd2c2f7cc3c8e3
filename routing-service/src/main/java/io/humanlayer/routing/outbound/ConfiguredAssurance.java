package io.humanlayer.routing.outbound;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.routing.app.AssuranceFloor;
import io.humanlayer.routing.core.cases.Assurance;
import io.humanlayer.routing.core.cases.Tier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.eclipse.microprofile.config.Config;

/// The floor from the configuration: `humanlayer.assurance.<tier>`, which an organisation can raise
/// or lower with `humanlayer.assurance.<organisation>.<tier>`. Nothing set means a session will do.
@ApplicationScoped
public class ConfiguredAssurance implements AssuranceFloor {

  private static final String PREFIX = "humanlayer.assurance.";

  private final Config config;

  public ConfiguredAssurance(Config config) {
    this.config = config;
  }

  @Override
  public Assurance least(OrganisationId organisation, Tier tier) {
    String word = tier.name().toLowerCase(Locale.ROOT);
    String least =
        config
            .getOptionalValue(PREFIX + organisation + "." + word, String.class)
            .or(() -> config.getOptionalValue(PREFIX + word, String.class))
            .orElse(Assurance.SESSION.name());
    return Assurance.valueOf(least.toUpperCase(Locale.ROOT));
  }
}
