package io.humanlayer.routing.core.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.kernel.Outcome;
import io.humanlayer.routing.core.cases.CaseCommand.BreakGlass;
import io.humanlayer.routing.core.cases.CaseCommand.BySentinel;
import io.humanlayer.routing.core.cases.CaseCommand.ByTimer;
import io.humanlayer.routing.core.cases.CaseCommand.Consume;
import io.humanlayer.routing.core.cases.CaseCommand.Expire;
import io.humanlayer.routing.core.cases.CaseCommand.GiveVerdict;
import io.humanlayer.routing.core.cases.CaseCommand.Open;
import io.humanlayer.routing.core.cases.CaseEvent.Decided;
import io.humanlayer.routing.core.cases.CaseEvent.VerdictGiven;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.testkit.scenario.Oracle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A second opinion on cases, kept with pencil and paper: lists of names, and every way of seating
/// people tried one by one. It reads commands and events, never a state.
final class Bookkeeper implements Oracle<CaseCommand, Case, CaseEvent> {

  private @Nullable Open opened;
  private Instant deadline = Instant.MIN;
  private int moved;
  private int extended;
  private boolean referred;
  private List<Panel> panels = List.of();
  private @Nullable Panel soleReserve;
  private final List<Panel> reserves = new ArrayList<>();
  private ActionDigest digest = Transfers.DIGEST;
  private @Nullable Decided decision;
  private @Nullable String use;
  private boolean reopened;
  private boolean glass;
  private int question;
  private boolean waiting;
  private @Nullable Instant cooling;
  private @Nullable Instant hopeless;

  /// Number of each live offer, with who it is for and where and how long.
  private final Map<Integer, CaseEvent.OfferMade> offers = new TreeMap<>();

  private final Map<String, Set<String>> held = new HashMap<>();
  private final Map<String, Instant> heldUntil = new HashMap<>();
  private final Set<String> gone = new TreeSet<>();
  private final Map<String, Map<String, VerdictKind>> said = new HashMap<>();
  private final Map<String, String> answers = new HashMap<>();

  @Override
  public void observe(Case before, CaseCommand command, Outcome<CaseEvent> outcome, Case after) {
    List<CaseEvent> events =
        outcome instanceof Outcome.Accepted<CaseEvent>(var listed) ? listed : List.of();
    boolean accepted = outcome instanceof Outcome.Accepted<CaseEvent>;
    mustHold(command, accepted, outcome);
    glass = false;
    for (CaseEvent event : events) {
      allowed(command, event);
      note(command, event);
    }
    assertThat(after instanceof Case.Decided).isEqualTo(decision != null);
  }

  /// What nobody may be refused.
  private void mustHold(CaseCommand command, boolean accepted, Outcome<CaseEvent> outcome) {
    boolean running = opened != null && decision == null && cooling == null;
    if (command instanceof Open) {
      assertThat(accepted).isEqualTo(opened == null);
    } else if (opened == null) {
      assertThat(accepted).as("%s before anything was asked", command).isFalse();
    }
    if (command instanceof Expire expire && running) {
      boolean due = expire.epoch() == moved && !expire.at().isBefore(deadline);
      assertThat(accepted).as("%s with %s", command, outcome).isEqualTo(due);
    }
    if (command instanceof Consume consume) {
      Instant until = decision == null ? null : decision.usableUntil();
      boolean may =
          until != null
              && use == null
              && !consume.suspended()
              && consume.at().isBefore(until)
              && consume.actionDigest().equals(digest);
      assertThat(accepted).as("%s with %s", command, outcome).isEqualTo(may);
    }
  }

  private void allowed(CaseCommand command, CaseEvent event) {
    String why = command + " brought about " + event;
    if (decision != null && !(event instanceof CaseEvent.Closed)) {
      assertThat(event).as(why).isInstanceOf(CaseEvent.Use.class);
      assertThat(use).as("used twice: " + why).isNull();
    }
    switch (event) {
      case CaseEvent.OfferMade made -> {
        assertThat(command.at()).as(why).isBefore(deadline);
        assertThat(gone).as(why).doesNotContain(made.offer().sentinel().value());
        assertThat(live(made.offer().sentinel().value(), made.offer().panel())).as(why).isFalse();
      }
      case CaseEvent.DossierViewed _, CaseEvent.Claimed _ -> {
        Sentinel one = ((BySentinel) command).sentinel();
        assertThat(concerned(one, command.at())).as(why).isTrue();
        assertThat(command.at()).as(why).isBefore(deadline);
      }
      case VerdictGiven given -> verdict((GiveVerdict) command, given, why);
      case CaseEvent.OfferLapsed lapsed -> {
        CaseEvent.OfferMade offer = offers.get(lapsed.number());
        assertThat(offer).as(why).isNotNull();
        assertThat(command.at()).as(why).isAfterOrEqualTo(offer.offer().until());
      }
      case CaseEvent.HoldLapsed lapsed -> {
        Instant until = heldUntil.get(lapsed.sentinel().value());
        assertThat(until).as(why).isNotNull();
        assertThat(command.at()).as(why).isAfterOrEqualTo(until);
      }
      case CaseEvent.Escalated step ->
          assertThat(step.step()).as(why).isGreaterThan(reserves.size());
      case CaseEvent.DeadlineExtended longer -> {
        assertThat(extended).as(why).isLessThan(2);
        assertThat(longer.deadline()).as(why).isBeforeOrEqualTo(opened.expiresAt());
      }
      case CaseEvent.InfoGiven info -> {
        assertThat(waiting).as(why).isTrue();
        assertThat(info.number()).as(why).isEqualTo(question);
      }
      case CaseEvent.QuorumReached _ -> assertThat(quorum()).as(why).isTrue();
      case Decided decided -> decided(command, decided, why);
      case CaseEvent.Consumed consumed -> {
        assertThat(decision.outcome().approves()).as(why).isTrue();
        assertThat(consumed.actionDigest()).as(why).isEqualTo(digest);
      }
      case CaseEvent.Lapsed _ ->
          assertThat(command.at()).as(why).isAfterOrEqualTo(decision.usableUntil());
      case CaseEvent.Revoked _ -> assertThat(decision.outcome().approves()).as(why).isTrue();
      case CaseEvent.Reopened _ -> {
        assertThat(decision.outcome()).as(why).isEqualTo(DecisionOutcome.REJECTED);
        assertThat(reopened).as(why).isFalse();
      }
      case CaseEvent.GlassBroken _ -> {
        Sentinel one = ((BySentinel) command).sentinel();
        assertThat(one.qualifications())
            .as(why)
            .anyMatch(q -> q.name().equals(AnyCommand.EMERGENCY));
        assertThat(ours(one) && !owner(one)).as(why).isTrue();
        assertThat(opened.request().operation()).as(why).isNotEqualTo("policy.publish");
      }
      case CaseEvent.VerdictUndone undone -> {
        assertThat(cooling).as(why).isNotNull();
        assertThat(said).as(why).containsKey(undone.sentinel().value());
      }
      case CaseEvent.Opened one ->
          assertThat(one.matter().deadline()).as(why).isBeforeOrEqualTo(one.matter().latest());
      case CaseEvent.OfferWithdrawn _,
          CaseEvent.Declined _,
          CaseEvent.Released _,
          CaseEvent.Recused _,
          CaseEvent.Searched _,
          CaseEvent.Broadened _,
          CaseEvent.Unroutable _,
          CaseEvent.InfoRequested _,
          CaseEvent.Referred _,
          CaseEvent.Closed _ -> {}
    }
    if (command instanceof ByTimer timer && !(event instanceof CaseEvent.Closed)) {
      assertThat(timer.at()).as("a timer before anything was asked: " + why).isAfter(Instant.MIN);
    }
  }

  private void verdict(GiveVerdict give, VerdictGiven given, String why) {
    Verdict verdict = given.verdict();
    String name = verdict.sentinel().value();
    Panel panel =
        panels.stream().filter(p -> p.name().equals(verdict.panel())).findFirst().orElseThrow();
    assertThat(may(give.sentinel(), panel, give.at())).as("not eligible: " + why).isTrue();
    assertThat(mine(name, panel.name())).as("no seat: " + why).isTrue();
    assertThat(give.at()).as("too late: " + why).isBefore(deadline);
    // Who answers in two seats names the same Action in both, though the first may have changed it.
    ActionDigest about = said.getOrDefault(name, Map.of()).isEmpty() ? digest : give.actionDigest();
    assertThat(give.actionDigest()).as("another action: " + why).isEqualTo(about);
    assertThat(cooling).as(why).isNull();
    Edit edit = give.terms().edit();
    if (edit != null) {
      assertThat(edit.changed()).as(why).containsExactly("memo");
      assertThat(give.editRuling()).as(why).isInstanceOf(EditRuling.Allowed.class);
    }
  }

  private void decided(CaseCommand command, Decided decided, String why) {
    assertThat(decision).as("decided twice: " + why).isNull();
    switch (decided.outcome()) {
      case APPROVED, APPROVED_WITH_EDITS -> {
        if (decided.basis() == Basis.TIMEOUT) {
          assertThat(opened.requirement().onTimeout()).as(why).isEqualTo(OnTimeout.ALLOW);
          assertThat(decided.tier()).as(why).isEqualTo(Tier.STANDARD);
          assertThat(command.at()).as(why).isAfterOrEqualTo(deadline);
        } else if (glass) {
          assertThat(command).as(why).isInstanceOf(BreakGlass.class);
        } else {
          assertThat(quorum()).as("no quorum of distinct, eligible people: " + why).isTrue();
          assertThat(cooling == null || !command.at().isBefore(cooling)).as(why).isTrue();
        }
      }
      case REJECTED -> assertThat(vetoed()).as(why).isTrue();
      case ANSWERED -> assertThat(agreed(decided.answer())).as(why).isTrue();
      case EXPIRED -> {
        boolean nobody =
            hopeless != null
                && !command.at().isBefore(hopeless.plus(Patience.NOBODY))
                && command instanceof CaseCommand.GiveUp;
        assertThat(nobody || !command.at().isBefore(deadline)).as("early: " + why).isTrue();
      }
      case CANCELLED ->
          assertThat(command)
              .as(why)
              .isInstanceOfAny(CaseCommand.Cancel.class, CaseCommand.Amend.class);
    }
  }

  private void note(CaseCommand command, CaseEvent event) {
    switch (event) {
      case CaseEvent.Opened _ -> {
        opened = (Open) command;
        panels = opened.requirement().panels();
        Instant wanted = opened.at().plus(opened.within());
        deadline = wanted.isBefore(opened.expiresAt()) ? wanted : opened.expiresAt();
      }
      case CaseEvent.OfferMade made -> offers.put(made.offer().number(), made);
      case CaseEvent.OfferWithdrawn gone -> offers.remove(gone.number());
      case CaseEvent.OfferLapsed gone -> offers.remove(gone.number());
      case CaseEvent.Claimed claimed -> {
        String name = claimed.sentinel().value();
        held.put(name, panelsOffered(name));
        // Who claims twice loses both seats when the first one lapses.
        heldUntil.merge(name, claimed.until(), (one, two) -> one.isBefore(two) ? one : two);
        offers.values().removeIf(o -> o.offer().sentinel().value().equals(name));
        overfilled(claimed);
      }
      case CaseEvent.Declined one -> leave(one.sentinel().value(), true);
      case CaseEvent.Recused one -> leave(one.sentinel().value(), true);
      case CaseEvent.Released one -> leave(one.sentinel().value(), false);
      case CaseEvent.HoldLapsed one -> leave(one.sentinel().value(), false);
      case VerdictGiven given -> noteVerdict((GiveVerdict) command, given);
      case CaseEvent.Escalated step ->
          opened.requirement().escalate().stream()
              .limit(step.step())
              .skip(reserves.size())
              .map(Escalation::to)
              .forEach(reserves::add);
      case CaseEvent.DeadlineExtended longer -> {
        deadline = longer.deadline();
        moved++;
        extended++;
      }
      case CaseEvent.Referred other -> {
        assertThat(referred).as("referred twice").isFalse();
        assertThat(command.at()).isAfterOrEqualTo(deadline);
        referred = true;
        moved++;
        deadline = other.deadline();
        panels = List.of(other.panel());
        soleReserve = other.panel();
        offers.clear();
        held.clear();
        heldUntil.clear();
        said.clear();
        answers.clear();
      }
      case CaseEvent.Unroutable one -> {
        if (one.retryAt() == null) {
          hopeless = hopeless == null || one.at().isBefore(hopeless) ? one.at() : hopeless;
        }
      }
      case CaseEvent.InfoRequested asked -> {
        waiting = true;
        question = asked.number();
      }
      case CaseEvent.InfoGiven _ -> waiting = false;
      case CaseEvent.QuorumReached reached -> cooling = reached.until();
      case CaseEvent.VerdictUndone undone -> {
        cooling = null;
        back(undone.sentinel().value());
      }
      case CaseEvent.GlassBroken _ -> glass = true;
      case Decided decided -> decision = decided;
      case CaseEvent.Consumed _ -> use = "consumed";
      case CaseEvent.Lapsed _ -> use = "lapsed";
      case CaseEvent.Revoked _ -> use = "revoked";
      case CaseEvent.Reopened _ -> reopened = true;
      case CaseEvent.DossierViewed _,
          CaseEvent.Searched _,
          CaseEvent.Broadened _,
          CaseEvent.Closed _ -> {}
    }
  }

  private void noteVerdict(GiveVerdict give, VerdictGiven given) {
    String name = given.verdict().sentinel().value();
    Edit edit = give.terms().edit();
    if (edit != null && !edit.actionDigest().equals(digest)) {
      digest = edit.actionDigest();
      Set.copyOf(said.keySet()).stream().filter(o -> !o.equals(name)).forEach(this::back);
    }
    String panel = given.verdict().panel();
    said.computeIfAbsent(name, _ -> new HashMap<>()).put(panel, give.kind());
    if (give.terms().answer() != null) {
      answers.put(name, give.terms().answer());
    }
    offers
        .values()
        .removeIf(
            o -> o.offer().sentinel().value().equals(name) && o.offer().panel().equals(panel));
    held.getOrDefault(name, new HashSet<>()).remove(panel);
    if (held.getOrDefault(name, Set.of()).isEmpty()) {
      held.remove(name);
      heldUntil.remove(name);
    }
  }

  /// A verdict no longer counts; its Sentinel holds the seats again.
  private void back(String name) {
    Map<String, VerdictKind> before = said.remove(name);
    answers.remove(name);
    if (before != null) {
      held.computeIfAbsent(name, _ -> new HashSet<>()).addAll(before.keySet());
      heldUntil.put(name, Instant.MIN);
    }
  }

  private void leave(String name, boolean forGood) {
    offers.values().removeIf(o -> o.offer().sentinel().value().equals(name));
    held.remove(name);
    heldUntil.remove(name);
    if (forGood) {
      gone.add(name);
    }
  }

  /// Nobody claims a seat that is not there.
  private void overfilled(CaseEvent.Claimed claimed) {
    if (opened.requirement().distinct()) {
      return;
    }
    boolean room =
        claimed.panels().stream()
            .anyMatch(
                panel ->
                    taken(panel)
                        <= panels.stream()
                            .filter(p -> p.name().equals(panel))
                            .mapToInt(p -> p.quorum().approvals())
                            .sum());
    assertThat(room).as("%s in a full panel", claimed).isTrue();
  }

  private long taken(String panel) {
    Set<String> people = new HashSet<>();
    held.forEach((name, in) -> addIf(in.contains(panel), name, people));
    said.forEach(
        (name, in) ->
            addIf(in.getOrDefault(panel, VerdictKind.REJECT) != VerdictKind.REJECT, name, people));
    return people.size();
  }

  private static void addIf(boolean condition, String name, Set<String> people) {
    if (condition) {
      people.add(name);
    }
  }

  private boolean quorum() {
    Map<String, Set<String>> people = new HashMap<>();
    said.forEach(
        (name, in) ->
            in.forEach(
                (panel, kind) -> {
                  if (kind == VerdictKind.APPROVE) {
                    people.computeIfAbsent(panel, _ -> new HashSet<>()).add(name);
                  }
                }));
    return !vetoed() && seatable(people, demanded());
  }

  private boolean agreed(@Nullable String answer) {
    Map<String, Set<String>> people = new HashMap<>();
    said.forEach(
        (name, in) ->
            in.forEach(
                (panel, kind) -> {
                  if (kind == VerdictKind.ANSWER && answers.get(name).equals(answer)) {
                    people.computeIfAbsent(panel, _ -> new HashSet<>()).add(name);
                  }
                }));
    return !vetoed() && seatable(people, demanded());
  }

  private boolean vetoed() {
    return panels.stream()
        .anyMatch(
            panel ->
                said.values().stream()
                        .filter(in -> in.get(panel.name()) == VerdictKind.REJECT)
                        .count()
                    >= panel.quorum().rejections());
  }

  /// The panel of each seat, sorted.
  private List<String> demanded() {
    List<String> seats = new ArrayList<>();
    for (Panel panel : panels) {
      for (int i = 0; i < panel.quorum().approvals(); i++) {
        seats.add(panel.name());
      }
    }
    seats.sort(null);
    return seats;
  }

  /// Tries everybody on the last seat, then the rest of the seats without them.
  private boolean seatable(Map<String, Set<String>> people, List<String> seats) {
    if (seats.isEmpty()) {
      return true;
    }
    String panel = seats.removeLast();
    for (String person : people.getOrDefault(panel, Set.of())) {
      Map<String, Set<String>> rest = new HashMap<>();
      people.forEach(
          (name, all) -> {
            Set<String> left = new HashSet<>(all);
            if (opened.requirement().distinct() || name.equals(panel)) {
              left.remove(person);
            }
            rest.put(name, left);
          });
      if (seatable(rest, new ArrayList<>(seats))) {
        return true;
      }
    }
    return false;
  }

  private boolean live(String name, String panel) {
    return offers.values().stream()
        .anyMatch(
            o -> o.offer().sentinel().value().equals(name) && o.offer().panel().equals(panel));
  }

  private Set<String> panelsOffered(String name) {
    Set<String> in = new HashSet<>(held.getOrDefault(name, Set.of()));
    offers.values().stream()
        .filter(o -> o.offer().sentinel().value().equals(name))
        .forEach(o -> in.add(o.offer().panel()));
    return in;
  }

  private boolean mine(String name, String panel) {
    return live(name, panel) || held.getOrDefault(name, Set.of()).contains(panel);
  }

  /// Whether the person sits, is asked or has answered, and may.
  private boolean concerned(Sentinel one, Instant at) {
    String name = one.id().value();
    return panels.stream()
        .filter(
            panel ->
                mine(name, panel.name())
                    || said.getOrDefault(name, Map.of()).containsKey(panel.name()))
        .anyMatch(panel -> may(one, panel, at));
  }

  private boolean may(Sentinel sentinel, Panel panel, Instant at) {
    List<Panel> any = new ArrayList<>();
    any.add(panel);
    if (soleReserve == null) {
      any.addAll(reserves);
    }
    return ours(sentinel) && !owner(sentinel) && any.stream().anyMatch(p -> fits(sentinel, p, at));
  }

  private static boolean fits(Sentinel sentinel, Panel panel, Instant at) {
    return panel.profile().sources().contains(sentinel.source())
        && sentinel.qualifications().stream()
            .anyMatch(
                held ->
                    held.name().equals(panel.profile().qualification())
                        && (held.validTo() == null || held.validTo().isAfter(at)));
  }

  private static boolean owner(Sentinel sentinel) {
    return !sentinel.ownerOf().isEmpty() || sentinel.id().value().equals("otto");
  }

  private boolean ours(Sentinel sentinel) {
    return sentinel.organisation().equals(opened.request().organisation());
  }
}
