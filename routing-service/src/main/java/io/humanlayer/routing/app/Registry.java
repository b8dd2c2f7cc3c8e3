package io.humanlayer.routing.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.Outcome;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.app.Sentinels.Entry;
import io.humanlayer.routing.app.Sentinels.GivenDelegation;
import io.humanlayer.routing.core.sentinels.Conflict;
import io.humanlayer.routing.core.sentinels.Delegation;
import io.humanlayer.routing.core.sentinels.SentinelCommand;
import io.humanlayer.routing.core.sentinels.SentinelCommand.AcceptDelegation;
import io.humanlayer.routing.core.sentinels.SentinelCommand.OfferDelegation;
import io.humanlayer.routing.core.sentinels.SentinelEvent;
import io.humanlayer.web.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Keeps the register of Sentinels. Whoever changes it need not think of the cases that wait for
/// people: the ticker sees that the register has changed.
@ApplicationScoped
public class Registry {

  private static final int SALT_BYTES = 32;

  private final Sentinels sentinels;
  private final SignIn signIn;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  public Registry(Sentinels sentinels, SignIn signIn, Clock clock) {
    this.sentinels = sentinels;
    this.signIn = signIn;
    this.clock = clock;
  }

  /// A command that still lacks its instant.
  @FunctionalInterface
  public interface Change {
    SentinelCommand at(Instant now);
  }

  /// Adds or changes a Sentinel; true if they are new.
  public boolean register(Entry entry) {
    return sentinels.register(entry, now());
  }

  /// Adds or changes all of them or none; returns how many of them this has changed.
  public int registerAll(List<Entry> entries) {
    return sentinels.registerAll(entries, now());
  }

  /// Those whose id comes after `after`.
  public List<Entry> list(OrganisationId organisation, @Nullable SentinelId after, int limit) {
    return sentinels.list(organisation, after, limit);
  }

  /// The whole register of an Organisation, in the order of ids.
  public List<Entry> all(OrganisationId organisation) {
    List<Entry> all = new ArrayList<>();
    List<Entry> page;
    do {
      @Nullable SentinelId last = all.isEmpty() ? null : all.getLast().sentinel().id();
      page = sentinels.list(organisation, last, Sentinels.MAX_PAGE);
      all.addAll(page);
    } while (page.size() == Sentinels.MAX_PAGE);
    return all;
  }

  public Optional<Entry> find(OrganisationId organisation, SentinelId sentinel) {
    return sentinels.find(organisation, sentinel);
  }

  public List<GivenDelegation> delegations(OrganisationId organisation, SentinelId sentinel) {
    return sentinels.delegations(organisation, sentinel);
  }

  public Outcome<SentinelEvent> change(
      OrganisationId organisation, SentinelId sentinel, Change change) {
    Instant at = now();
    return sentinels.change(organisation, sentinel, _ -> change.at(at));
  }

  /// Offers what `delegation` makes of a new id.
  public Outcome<SentinelEvent> offer(
      OrganisationId organisation, SentinelId delegator, Function<String, Delegation> delegation) {
    Instant at = now();
    byte[] name = new byte[8];
    random.nextBytes(name);
    Delegation offered = delegation.apply("d-" + HexFormat.of().formatHex(name));
    return sentinels.change(
        organisation,
        delegator,
        others -> new OfferDelegation(offered, others.apply(offered.to()), at));
  }

  public Outcome<SentinelEvent> accept(
      OrganisationId organisation, SentinelId delegator, String delegation, SentinelId by) {
    Instant at = now();
    return sentinels.change(
        organisation,
        delegator,
        others -> new AcceptDelegation(delegation, by, others.apply(by), at));
  }

  /// Declares a conflict whose text leaves this service only as a salted digest.
  public Outcome<SentinelEvent> declare(
      OrganisationId organisation,
      SentinelId sentinel,
      String id,
      Conflict.Kind kind,
      String value) {
    byte[] salt = sentinels.saltOf(organisation, sentinel, id).orElseGet(this::salt);
    String digest = "sha256:" + Tokens.hash(HexFormat.of().formatHex(salt) + value);
    return sentinels.declare(
        organisation, sentinel, new Conflict(id, kind, digest), value, salt, now());
  }

  private byte[] salt() {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return salt;
  }

  /// A new key for a Sentinel, shown this once; empty if there is no such Sentinel.
  public Optional<String> issueKey(OrganisationId organisation, SentinelId sentinel) {
    String key = signIn.newKey();
    return sentinels.addKey(organisation, sentinel, Tokens.hash(key), clock.instant())
        ? Optional.of(key)
        : Optional.empty();
  }

  /// Events carry milliseconds; a state must not know more than its events.
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
