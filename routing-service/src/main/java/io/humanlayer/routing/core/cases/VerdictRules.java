package io.humanlayer.routing.core.cases;

import static io.humanlayer.kernel.Outcome.accepted;
import static io.humanlayer.kernel.Outcome.refused;

import io.humanlayer.kernel.Outcome;
import io.humanlayer.routing.core.cases.CaseCommand.BreakGlass;
import io.humanlayer.routing.core.cases.CaseCommand.GiveVerdict;
import io.humanlayer.routing.core.cases.CaseEvent.GlassBroken;
import io.humanlayer.routing.core.cases.CaseEvent.QuorumReached;
import io.humanlayer.routing.core.cases.CaseEvent.VerdictGiven;
import io.humanlayer.routing.core.sentinels.Profile;
import io.humanlayer.routing.core.sentinels.Qualification;
import io.humanlayer.routing.core.sentinels.Seat.Moment;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.routing.core.sentinels.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What Sentinels may say, and what comes of it.
record VerdictRules(Case.Open open) {

  /// By which a person may approve alone in an emergency.
  static final String GLASS = "emergency.break-glass";

  /// What decides about decisions is never in one hand.
  private static final Set<String> NEVER_ALONE = Set.of("policy.publish");

  /// The order matters: a stranger learns nothing, a repetition is no news at any time, and whether
  /// the person may still decide is asked now, not when the offer was made.
  Outcome<CaseEvent> give(GiveVerdict give) {
    if (!open.seats(give.sentinel())) {
      return refused(new SeatRules(open).absent(give.sentinel()));
    }
    Optional<VerdictGiven> before = open.seating().answerOf(give.sentinel().id());
    if (before.isPresent()) {
      return before.get().repeatedBy(give)
          ? accepted(List.of())
          : refused(CaseRefusal.ALREADY_GIVEN);
    }
    if (open instanceof Case.Cooling) {
      return refused(CaseRefusal.QUORUM_REACHED);
    }
    if (open.overdue(give.at())) {
      return refused(CaseRefusal.DEADLINE_PASSED);
    }
    if (!open.actionDigest().equals(give.actionDigest())) {
      return refused(CaseRefusal.DIGEST_MISMATCH);
    }
    List<VerdictGiven> admitted = verdicts(give);
    if (admitted.isEmpty()) {
      return refused(CaseRefusal.NOT_ELIGIBLE);
    }
    List<VerdictGiven> verdicts = admitted.stream().filter(this::unheard).toList();
    if (verdicts.isEmpty()) {
      return refused(CaseRefusal.ALREADY_GIVEN);
    }
    return fault(give).map(Outcome::<CaseEvent>refused).orElseGet(() -> heard(verdicts, give));
  }

  /// Delegate and delegator are one person, who answers once.
  private boolean unheard(VerdictGiven given) {
    return open.seating().verdicts().stream()
        .map(VerdictGiven::verdict)
        .noneMatch(
            other ->
                other.panel().equals(given.verdict().panel())
                    && other.principal().equals(given.verdict().principal()));
  }

  private Optional<CaseRefusal> fault(GiveVerdict give) {
    if (give.signed() != null && !give.signed().isFor(open, give)) {
      return Optional.of(CaseRefusal.SIGNED_OTHERWISE);
    }
    if (give.reason().missing() && reasonNeeded(give.kind())) {
      return Optional.of(CaseRefusal.REASON_REQUIRED);
    }
    return switch (give.kind()) {
      case REJECT ->
          give.terms().equals(Terms.NONE) ? Optional.empty() : Optional.of(CaseRefusal.NOT_ASKED);
      case ANSWER -> unfitAnswer(give.terms());
      case APPROVE ->
          open.matter().response().asks() || give.terms().answer() != null
              ? Optional.of(CaseRefusal.NOT_ASKED)
              : unfitEdit(give).or(() -> unfitGrant(give));
    };
  }

  private Optional<CaseRefusal> unfitAnswer(Terms terms) {
    String answer = terms.answer();
    if (!open.matter().response().asks() || answer == null || !terms.equals(answered(answer))) {
      return Optional.of(CaseRefusal.NOT_ASKED);
    }
    List<String> options = open.matter().response().options();
    return options.isEmpty() || options.contains(answer)
        ? Optional.empty()
        : Optional.of(CaseRefusal.NOT_AN_OPTION);
  }

  private static Terms answered(String answer) {
    return new Terms(answer, null, null);
  }

  /// A changed Action has to pass policy like any other, and no case approves more than it was
  /// opened for.
  private Optional<CaseRefusal> unfitEdit(GiveVerdict give) {
    Edit edit = give.terms().edit();
    if (edit == null) {
      return Optional.empty();
    }
    if (edit.changed().isEmpty()
        || !open.matter().requirement().editable().containsAll(edit.changed())) {
      return Optional.of(CaseRefusal.NOT_EDITABLE);
    }
    EditRuling ruling = give.editRuling();
    return ruling != null && ruling.settledBy(open.requirement())
        ? Optional.empty()
        : Optional.of(CaseRefusal.EDIT_NOT_COVERED);
  }

  private Optional<CaseRefusal> unfitGrant(GiveVerdict give) {
    Grant grant = give.terms().grant();
    GrantCeiling ceiling = open.matter().requirement().grantCeiling();
    boolean fits =
        grant == null
            || (ceiling != null
                && give.terms().edit() == null
                && open.matter().requirement().tier() != Tier.AUTHORITY
                && ceiling.covers(grant, give.at()));
    return fits ? Optional.empty() : Optional.of(CaseRefusal.GRANT_TOO_WIDE);
  }

  private boolean reasonNeeded(VerdictKind kind) {
    return switch (kind) {
      case REJECT -> true;
      case APPROVE -> open.matter().requirement().reasonRequired();
      case ANSWER -> false;
    };
  }

  private List<VerdictGiven> verdicts(GiveVerdict give) {
    List<VerdictGiven> verdicts = new ArrayList<>();
    for (Panel panel : open.requirement().panels()) {
      if (open.seating().mayAnswer(give.sentinel().id(), panel.name())) {
        open.admits(give.sentinel(), panel, give.at(), Moment.VERDICT)
            .map(
                by ->
                    new Verdict(
                        give.sentinel().id(),
                        panel.name(),
                        by.name(),
                        by.habilitation(),
                        give.assurance(),
                        give.kind(),
                        give.at(),
                        Behalf.of(by),
                        give.signed() == null ? null : give.signed().signature()))
            .ifPresent(verdict -> verdicts.add(given(verdict, give)));
      }
    }
    return verdicts;
  }

  private VerdictGiven given(Verdict verdict, GiveVerdict give) {
    @Nullable String view = open.seating().viewed().get(verdict.sentinel());
    return new VerdictGiven(
        verdict, give.actionDigest(), give.reason().withoutText(), view, give.terms());
  }

  private Outcome<CaseEvent> heard(List<VerdictGiven> verdicts, GiveVerdict give) {
    List<CaseEvent> events = new ArrayList<>(verdicts);
    Case.Open after = open;
    for (VerdictGiven given : verdicts) {
      after = (Case.Open) Evolution.of(after, given);
    }
    Optional<Settlement> settlement = Settlement.of(after, after.seating());
    if (settlement.isPresent()) {
      events.addAll(settled(after, settlement.get(), give));
    }
    return accepted(events);
  }

  /// Only an approval can be taken back: a rejection harms nobody by being asked for again.
  private List<CaseEvent> settled(Case.Open after, Settlement settlement, GiveVerdict give) {
    Duration cooldown = open.matter().requirement().cooldown();
    if (settlement.outcome().approves() && cooldown.isPositive()) {
      Instant until = give.at().plus(cooldown);
      return List.of(new QuorumReached(settlement, give.reason(), give.at(), until));
    }
    return Ending.by(settlement, after, give.reason(), give.at());
  }

  Outcome<CaseEvent> breakGlass(BreakGlass glass) {
    Optional<Qualification> by = breaker(glass.sentinel(), glass.at());
    if (by.isEmpty()) {
      return refused(CaseRefusal.NOT_ELIGIBLE);
    }
    if (NEVER_ALONE.contains(open.matter().request().operation())
        || open.matter().reviewOf() != null
        || open.matter().response().asks()) {
      return refused(CaseRefusal.NO_GLASS_TO_BREAK);
    }
    if (open.overdue(glass.at())) {
      return refused(CaseRefusal.DEADLINE_PASSED);
    }
    if (!open.actionDigest().equals(glass.actionDigest())) {
      return refused(CaseRefusal.DIGEST_MISMATCH);
    }
    if (glass.signed() != null && !glass.signed().isFor(open, glass)) {
      return refused(CaseRefusal.SIGNED_OTHERWISE);
    }
    if (glass.reason().missing()) {
      return refused(CaseRefusal.REASON_REQUIRED);
    }
    Verdict verdict =
        new Verdict(
            glass.sentinel().id(),
            GLASS,
            GLASS,
            by.get().habilitation(),
            glass.assurance(),
            VerdictKind.APPROVE,
            glass.at(),
            null,
            glass.signed() == null ? null : glass.signed().signature());
    DecisionOutcome outcome =
        open.course().edit() == null
            ? DecisionOutcome.APPROVED
            : DecisionOutcome.APPROVED_WITH_EDITS;
    List<CaseEvent> events = new ArrayList<>();
    events.add(new GlassBroken(glass.sentinel().id(), glass.reason().withoutText(), glass.at()));
    events.addAll(
        Ending.by(
            new Settlement(outcome, List.of(verdict), null, null),
            open,
            glass.reason().orCode("break-glass"),
            glass.at()));
    return accepted(events);
  }

  /// By which qualification somebody may approve alone; none for who may not.
  Optional<Qualification> breaker(Sentinel sentinel, Instant at) {
    return open.matter().concerns(sentinel) && !open.matter().bars(sentinel)
        ? emergency().fittedBy(sentinel, at)
        : Optional.empty();
  }

  private static Profile emergency() {
    return new Profile(GLASS, 1, Set.of(Source.INTERNAL), Set.of(), Set.of(), null);
  }
}
