package io.humanlayer.notifier.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// What callbacks may reach, and whose certificates they trust.
///
/// @param allowPrivate plain HTTP and private addresses too: for receivers on one's own machine
public record CallbackSettings(boolean allowPrivate, SSLSocketFactory tls) {

  /// Makes them from the configuration.
  @ApplicationScoped
  public static class Beans {

    @Produces
    @Singleton
    CallbackSettings settings(
        @ConfigProperty(name = "humanlayer.allow-private-webhooks") boolean allowPrivate) {
      return new CallbackSettings(allowPrivate, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }
  }
}
