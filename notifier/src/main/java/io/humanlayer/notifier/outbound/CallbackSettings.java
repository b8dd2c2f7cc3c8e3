package io.humanlayer.notifier.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// What callbacks may reach, and whose certificates they trust.
///
/// @param allowPrivate plain HTTP and private addresses too: for receivers on one's own machine
/// @param limit for one attempt, once the host is resolved
public record CallbackSettings(boolean allowPrivate, SSLSocketFactory tls, Duration limit) {

  /// Well within `DeliverDue.LEASE`, so that nobody else makes the same attempt meanwhile.
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /// Makes them from the configuration.
  @ApplicationScoped
  public static class Beans {

    @Produces
    @Singleton
    CallbackSettings settings(
        @ConfigProperty(name = "humanlayer.allow-private-webhooks") boolean allowPrivate) {
      return new CallbackSettings(
          allowPrivate, (SSLSocketFactory) SSLSocketFactory.getDefault(), LIMIT);
    }
  }
}
