package io.humanlayer.routing.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.Outcome;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.core.sentinels.Conflict;
import io.humanlayer.routing.core.sentinels.Delegation;
import io.humanlayer.routing.core.sentinels.Proofing;
import io.humanlayer.routing.core.sentinels.Registration;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.routing.core.sentinels.SentinelCommand;
import io.humanlayer.routing.core.sentinels.SentinelEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The register of Sentinels. Each change is told to the other services.
public interface Sentinels {

  /// The longest list that is given at once.
  int MAX_PAGE = 200;

  /// The longest import.
  int MAX_IMPORT = 5_000;

  /// One Sentinel of the register.
  ///
  /// @param active whether they may sign in and be asked
  record Entry(Sentinel sentinel, boolean active) {}

  /// A delegation given by `delegator`, and how far it has come.
  record GivenDelegation(SentinelId delegator, Delegation delegation, Status status) {

    /// How far a delegation has come.
    public enum Status {
      OFFERED,
      ACCEPTED,
      REVOKED
    }
  }

  /// Adds or changes a Sentinel; true if they are new.
  boolean register(Entry entry, Instant at);

  /// Adds or changes all of them or none; returns how many of them this has changed.
  int registerAll(List<Entry> entries, Instant at);

  /// Changes one Sentinel; the command is made from what the register holds of anybody else, read
  /// in the same transaction.
  Outcome<SentinelEvent> change(
      OrganisationId organisation,
      SentinelId sentinel,
      Function<Function<SentinelId, Registration>, SentinelCommand> command);

  /// Declares a conflict, keeping its text and salt where they can be erased.
  Outcome<SentinelEvent> declare(
      OrganisationId organisation,
      SentinelId sentinel,
      Conflict conflict,
      String value,
      byte[] salt,
      Instant at);

  /// The salt of a conflict that is there already.
  Optional<byte[]> saltOf(OrganisationId organisation, SentinelId sentinel, String conflict);

  /// Those whose id comes after `after`, in the order of their ids.
  List<Entry> list(OrganisationId organisation, @Nullable SentinelId after, int limit);

  Optional<Entry> find(OrganisationId organisation, SentinelId sentinel);

  /// The delegations that a Sentinel has given or was offered.
  List<GivenDelegation> delegations(OrganisationId organisation, SentinelId sentinel);

  /// Adds a key by its hash; false if there is no such Sentinel.
  boolean addKey(OrganisationId organisation, SentinelId sentinel, String hash, Instant at);

  /// The active Sentinel who holds the key with this hash.
  Optional<Sentinel> byKey(String hash);

  /// How the identity of somebody is known whom the operator registers without saying.
  static Proofing vouched(Instant at) {
    return new Proofing("operator", 1, "operator", at);
  }
}
