package io.humanlayer.routing.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.app.Sentinels.Entry;
import io.humanlayer.web.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Keeps the register of Sentinels. Whoever changes it need not think of the cases that wait for
/// people: the ticker sees that the register has changed.
@ApplicationScoped
public class Registry {

  private final Sentinels sentinels;
  private final SignIn signIn;
  private final Clock clock;

  public Registry(Sentinels sentinels, SignIn signIn, Clock clock) {
    this.sentinels = sentinels;
    this.signIn = signIn;
    this.clock = clock;
  }

  /// Adds or changes a Sentinel; true if they are new.
  public boolean register(Entry entry) {
    return sentinels.register(entry, clock.instant());
  }

  public List<Entry> list(OrganisationId organisation) {
    return sentinels.list(organisation);
  }

  /// A new key for a Sentinel, shown this once; empty if there is no such Sentinel.
  public Optional<String> issueKey(OrganisationId organisation, SentinelId sentinel) {
    String key = signIn.newKey();
    return sentinels.addKey(organisation, sentinel, Tokens.hash(key), clock.instant())
        ? Optional.of(key)
        : Optional.empty();
  }
}
