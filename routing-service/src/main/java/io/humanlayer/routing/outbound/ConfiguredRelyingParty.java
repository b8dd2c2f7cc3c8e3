package io.humanlayer.routing.outbound;

import io.humanlayer.proof.human.RelyingParty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// For whom passkeys sign here, from the configuration.
@ApplicationScoped
public class ConfiguredRelyingParty {

  @Produces
  @Singleton
  RelyingParty party(
      @ConfigProperty(name = "humanlayer.passkeys.rp-id") String id,
      @ConfigProperty(name = "humanlayer.passkeys.origins") List<URI> origins) {
    return new RelyingParty(
        id,
        origins.stream()
            .map(origin -> origin.getScheme() + "://" + origin.getAuthority())
            .collect(Collectors.toSet()));
  }
}
