package io.humanlayer.eventing;

import io.humanlayer.kernel.Decider;
import io.humanlayer.kernel.Outcome;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The shell around a decider, the same for every feature, in one transaction: first time? → read
/// the stream → decide → append → project.
///
/// @param <C> the commands
/// @param <S> the states
/// @param <E> the events
public final class DeciderRunner<C, S, E> {

  /// How often a command is decided anew because another writer came first.
  public static final int MAX_CONFLICTS = 8;

  /// Keeps the tables that queries need in step with the events, in the same transaction.
  ///
  /// @param <S> the states
  /// @param <E> the events
  @FunctionalInterface
  public interface Projection<S, E> {
    void apply(Handle handle, UUID stream, S before, List<E> events, S after);
  }

  private final Jdbi jdbi;
  private final Journal journal;
  private final Decider<C, S, E> decider;
  private final EventCodec<E> codec;
  private final Projection<S, E> projection;

  public DeciderRunner(
      Jdbi jdbi,
      Journal journal,
      Decider<C, S, E> decider,
      EventCodec<E> codec,
      Projection<S, E> projection) {
    this.jdbi = jdbi;
    this.journal = journal;
    this.decider = decider;
    this.codec = codec;
    this.projection = projection;
  }

  /// Gives `command` to the stream. A message that had its effect before is accepted with no event.
  public Outcome<E> run(Cause cause, UUID stream, C command) {
    return run(cause, stream, _ -> command);
  }

  /// As the other, for a command that is made from the state.
  public Outcome<E> run(Cause cause, UUID stream, Function<S, C> command) {
    for (int attempt = 1; ; attempt++) {
      try {
        return jdbi.inTransaction(handle -> runIn(handle, cause, stream, command));
      } catch (VersionConflict e) {
        if (attempt == MAX_CONFLICTS) {
          throw e;
        }
      }
    }
  }

  /// As the others, within the caller's transaction, which a [VersionConflict] makes void.
  public Outcome<E> runIn(Handle handle, Cause cause, UUID stream, Function<S, C> command) {
    if (!Inbox.firstTime(handle, cause.reader(), cause.messageId())) {
      return Outcome.accepted(List.of());
    }
    List<E> past = journal.read(handle, stream).stream().map(codec::read).toList();
    S before = decider.replay(past);
    Outcome<E> outcome = decider.decide(before, command.apply(before));
    if (outcome instanceof Outcome.Accepted<E>(List<E> events)) {
      journal.append(
          handle, stream, past.size(), events.stream().map(codec::write).toList(), cause);
      S after = before;
      for (E event : events) {
        after = decider.evolve(after, event);
      }
      projection.apply(handle, stream, before, events, after);
    }
    return outcome;
  }
}
