package io.humanlayer.ledger.outbound;

import io.humanlayer.ledger.app.Cosigners;
import io.humanlayer.ledger.app.TimeAuthority;
import io.humanlayer.proof.time.TrustedAuthorities;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Chooses the time authority: the one that is configured, with the certificates it is believed
/// under, or our own clock.
@ApplicationScoped
public class TimeAuthorityBeans {

  @Produces
  @Singleton
  TimeAuthority authority(
      Cosigners cosigners,
      Clock clock,
      @ConfigProperty(name = "humanlayer.ledger.time-authority.url") Optional<URI> url,
      @ConfigProperty(name = "humanlayer.ledger.time-authority.certificates")
          Optional<Path> certificates) {
    if (url.isEmpty()) {
      return new OwnTimeAuthority(cosigners, clock, new SecureRandom());
    }
    Path file =
        certificates.orElseThrow(
            () ->
                new IllegalStateException(
                    "a time authority needs the certificates that it is believed under"));
    try {
      return new HttpTimeAuthority(
          url.get(), TrustedAuthorities.read(Files.readAllBytes(file)), new ShortCalls());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
