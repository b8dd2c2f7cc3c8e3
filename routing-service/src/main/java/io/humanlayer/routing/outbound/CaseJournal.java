package io.humanlayer.routing.outbound;

import io.humanlayer.eventing.Cause;
import io.humanlayer.eventing.DeciderRunner;
import io.humanlayer.eventing.EventIds;
import io.humanlayer.eventing.Journal;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.Outcome;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.routing.app.Alarm;
import io.humanlayer.routing.app.CaseLog;
import io.humanlayer.routing.app.Cases;
import io.humanlayer.routing.core.cases.Case;
import io.humanlayer.routing.core.cases.CaseCommand;
import io.humanlayer.routing.core.cases.CaseCommand.Consume;
import io.humanlayer.routing.core.cases.CaseDecider;
import io.humanlayer.routing.core.cases.CaseEvent;
import io.humanlayer.routing.core.cases.CaseRefusal;
import io.humanlayer.routing.core.cases.Matter;
import io.humanlayer.routing.core.cases.Reason;
import io.humanlayer.routing.core.cases.Review;
import io.humanlayer.routing.wire.CaseAvro;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The cases in the journal, with the decider at work on them.
@ApplicationScoped
public class CaseJournal implements CaseLog {

  private static final CaseDecider DECIDER = new CaseDecider();

  private final Jdbi jdbi;
  private final Journal journal;
  private final EventIds ids;
  private final Alarm alarm;
  private final ReasonRows reasons = new ReasonRows();
  private final AnswerNotes answers;

  public CaseJournal(Jdbi jdbi, Journal journal, EventIds ids, Alarm alarm) {
    this.jdbi = jdbi;
    this.journal = journal;
    this.ids = ids;
    this.alarm = alarm;
    this.answers = new AnswerNotes(new RegisterJournal(jdbi, journal, ids));
  }

  @Override
  public Case find(RequestId id) {
    return jdbi.withHandle(handle -> find(handle, id));
  }

  private Case find(Handle handle, RequestId id) {
    // Reading needs no organisation; a case that is not there has none.
    var codec = new CaseAvro(id, new OrganisationId("none"));
    return DECIDER.replay(journal.read(handle, id.value()).stream().map(codec::read).toList());
  }

  @Override
  public Outcome<CaseEvent> open(Cause cause, CaseCommand.Open open) {
    RequestId id = open.request().id();
    return inTransaction(
        (handle, tables) -> {
          CaseLocks.arrival(handle, id);
          Outcome<CaseEvent> opened = run(handle, tables, cause, id, open);
          if (opened instanceof Outcome.Accepted<CaseEvent>(var events) && !events.isEmpty()) {
            WithdrawalRows.of(handle, open, open.at())
                .ifPresent(
                    end -> run(handle, tables, cause(open.request().organisation()), id, end));
          }
          return opened;
        });
  }

  @Override
  public Outcome<CaseEvent> run(Cause cause, RequestId id, CaseCommand command) {
    return inTransaction(
        (handle, tables) -> {
          CaseLocks.lock(handle, id);
          return run(handle, tables, cause, id, command);
        });
  }

  @Override
  public Outcome<CaseEvent> run(
      Cause cause, RequestId id, String who, Function<byte[], CaseCommand> command) {
    return inTransaction(
        (handle, tables) -> {
          CaseLocks.lock(handle, id);
          CaseCommand made = command.apply(reasons.salt(handle, id.value(), who));
          Outcome<CaseEvent> outcome = run(handle, tables, cause, id, made);
          switch (outcome) {
            case Outcome.Accepted<CaseEvent>(var events) -> {
              if (!events.isEmpty()) {
                reasons.keep(handle, id.value(), who, reason(made));
                review(handle, tables, id, events);
              }
            }
            case Outcome.Refused<CaseEvent> _ -> reasons.forget(handle, id.value(), who);
          }
          return outcome;
        });
  }

  /// What one person approved alone two others look at: their case is opened with it or not at all.
  private void review(Handle handle, CaseTables tables, RequestId id, List<CaseEvent> events) {
    for (CaseEvent event : events) {
      if (event instanceof CaseEvent.GlassBroken broken
          && find(handle, id) instanceof Case.Decided decided) {
        Matter matter = decided.matter();
        run(
            handle,
            tables,
            cause(matter.request().organisation()),
            Review.of(id),
            Review.open(matter, broken.sentinel(), broken.at()));
      }
    }
  }

  private static Reason reason(CaseCommand command) {
    return switch (command) {
      case CaseCommand.GiveVerdict give -> give.reason();
      case CaseCommand.Decline decline -> decline.reason();
      case CaseCommand.Recuse recuse -> recuse.reason();
      case CaseCommand.BreakGlass glass -> glass.reason();
      case CaseCommand.Cancel cancel -> cancel.reason();
      case CaseCommand.Revoke revoke -> revoke.reason();
      case CaseCommand.Reopen reopen -> reopen.reason();
      case CaseCommand.Open _,
          CaseCommand.Route _,
          CaseCommand.ShowDossier _,
          CaseCommand.Claim _,
          CaseCommand.Release _,
          CaseCommand.AskInfo _,
          CaseCommand.GiveInfo _,
          CaseCommand.Undo _,
          CaseCommand.Extend _,
          CaseCommand.Amend _,
          Consume _,
          CaseCommand.ByTimer _ ->
          Reason.NONE;
    };
  }

  @Override
  public Outcome<CaseEvent> withdraw(Cause cause, RequestId id, CaseCommand command) {
    return inTransaction(
        (handle, tables) -> {
          CaseLocks.arrival(handle, id);
          CaseLocks.lock(handle, id);
          Outcome<CaseEvent> outcome = run(handle, tables, cause, id, command);
          if (outcome instanceof Outcome.Refused<CaseEvent>(var reason)
              && reason == CaseRefusal.NO_SUCH_CASE) {
            WithdrawalRows.keep(handle, id, command);
          }
          return outcome;
        });
  }

  @Override
  public Outcome<CaseEvent> consume(Cause cause, RequestId id, Function<Boolean, Consume> command) {
    return inTransaction(
        (handle, tables) -> {
          CaseLocks.lock(handle, id);
          boolean suspended = SuspensionRows.suspended(handle, id);
          return run(handle, tables, cause, id, command.apply(suspended));
        });
  }

  @Override
  public List<CaseRef> fireDue(Instant at) {
    return inTransaction(
        (handle, tables) -> {
          List<TimerRows.Fired> due = TimerRows.due(handle, at, MAX_BATCH);
          for (TimerRows.Fired fired : inOrder(due)) {
            TimerRows.fire(
                handle,
                fired,
                at,
                command ->
                    run(
                        handle,
                        tables,
                        cause(fired.ref().organisation()),
                        fired.ref().id(),
                        command));
          }
          return due.stream().map(TimerRows.Fired::ref).toList();
        });
  }

  /// By organisation, and within one as they are due: a lapsed offer locks the organisation's
  /// register, and two instances that lock several in different orders would wait for each other.
  private static List<TimerRows.Fired> inOrder(List<TimerRows.Fired> due) {
    return due.stream()
        .sorted(Comparator.comparing(fired -> fired.ref().organisation().value()))
        .toList();
  }

  @Override
  public List<CaseRef> waiting(Instant at) {
    return jdbi.withHandle(handle -> TimerRows.waiting(handle, at, MAX_BATCH));
  }

  @Override
  public long registerVersion(OrganisationId organisation) {
    return jdbi.withHandle(handle -> CaseLocks.registerVersion(handle, organisation));
  }

  @Override
  public Outcome<CaseEvent> route(CaseRef ref, long version, CaseCommand.Route route) {
    return inTransaction(
        (handle, tables) -> {
          CaseLocks.lock(handle, ref.id());
          Outcome<CaseEvent> outcome =
              run(handle, tables, cause(ref.organisation()), ref.id(), route);
          CaseLocks.routedWith(handle, ref.id(), version);
          return outcome;
        });
  }

  @Override
  public void postpone(CaseRef ref, Instant until) {
    jdbi.useHandle(handle -> TimerRows.postpone(handle, ref.id(), until));
  }

  private <T> T inTransaction(BiFunction<Handle, CaseTables, T> work) {
    var tables = new CaseTables();
    T result = jdbi.inTransaction(handle -> work.apply(handle, tables));
    tables.nearest().ifPresent(alarm::expect);
    return result;
  }

  private Outcome<CaseEvent> run(
      Handle handle, CaseTables tables, Cause cause, RequestId id, CaseCommand command) {
    var organisation = new OrganisationId(cause.org());
    var codec = new CaseAvro(id, organisation);
    Outcome<CaseEvent> outcome =
        new DeciderRunner<>(jdbi, journal, DECIDER, codec, tables)
            .runIn(handle, cause, id.value(), _ -> command);
    if (outcome instanceof Outcome.Accepted<CaseEvent>(var events)) {
      answers.note(handle, organisation, events);
    }
    return outcome;
  }

  private Cause cause(OrganisationId org) {
    return new Cause(Cases.READER, ids.next().toString(), org.value(), null);
  }
}
