package io.humanlayer.routing.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.routing.app.Schedules.Named;
import io.humanlayer.routing.core.schedules.Coverage;
import io.humanlayer.routing.core.schedules.Layer;
import io.humanlayer.routing.core.schedules.PanelTerms;
import io.humanlayer.routing.core.schedules.Roster;
import io.humanlayer.routing.core.schedules.Schedule;
import io.humanlayer.routing.core.schedules.Shift;
import io.humanlayer.routing.core.schedules.Span;
import io.humanlayer.routing.core.schedules.Substitution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keeps the shifts of the coming weeks in step with the schedules, and warns where nobody is on.
@ApplicationScoped
public class Rosters {

  /// So far ahead the shifts are known.
  public static final Duration AHEAD = Duration.ofDays(30);

  /// So far ahead a gap is worth a warning.
  public static final Duration WARNING = Duration.ofDays(7);

  /// How often shifts are brought forward at the least.
  private static final Duration SLACK = Duration.ofDays(1);

  private final Schedules schedules;
  private final Recurrences recurrences;
  private final Clock clock;

  public Rosters(Schedules schedules, Recurrences recurrences, Clock clock) {
    this.schedules = schedules;
    this.recurrences = recurrences;
    this.clock = clock;
  }

  /// @throws IllegalArgumentException if a rule of the schedule is none
  public void put(OrganisationId organisation, Schedule schedule) {
    materialise(new Named(organisation, schedule), true);
  }

  public Optional<Schedule> find(OrganisationId organisation, String name) {
    return schedules.find(organisation, name);
  }

  public List<Schedule> list(OrganisationId organisation) {
    return schedules.list(organisation);
  }

  /// Adds an override, or puts it in the place of the one with its id; empty if there is no such
  /// schedule.
  public Optional<Schedule> override(
      OrganisationId organisation, String name, Substitution substitution) {
    return changed(
        organisation,
        name,
        others -> {
          others.removeIf(other -> other.id().equals(substitution.id()));
          others.add(substitution);
          return true;
        });
  }

  /// Takes an override away; empty if it is not there.
  public Optional<Schedule> restore(OrganisationId organisation, String name, String id) {
    return changed(organisation, name, others -> others.removeIf(other -> other.id().equals(id)));
  }

  private Optional<Schedule> changed(
      OrganisationId organisation,
      String name,
      java.util.function.Predicate<List<Substitution>> change) {
    Optional<Schedule> found = schedules.find(organisation, name);
    List<Substitution> substitutions =
        found.map(it -> new ArrayList<>(it.substitutions())).orElseGet(ArrayList::new);
    if (found.isEmpty() || !change.test(substitutions)) {
      return Optional.empty();
    }
    var changed =
        new Schedule(
            name, found.get().zone(), found.get().layers(), found.get().quiet(), substitutions);
    put(organisation, changed);
    return Optional.of(changed);
  }

  /// Who is on duty at an instant that is at most [#AHEAD] away.
  public List<Shift> onDuty(OrganisationId organisation, String name, Instant at) {
    return schedules.shifts(organisation, name, new Span(at, at.plusMillis(1)));
  }

  /// Where nobody is on in the next days, by schedule.
  public Map<String, List<Span>> gaps(OrganisationId organisation, Duration ahead) {
    Map<String, List<Span>> gaps = new LinkedHashMap<>();
    for (Schedule schedule : schedules.list(organisation)) {
      gaps.put(schedule.name(), gaps(organisation, schedule.name(), ahead));
    }
    return gaps;
  }

  private List<Span> gaps(OrganisationId organisation, String schedule, Duration ahead) {
    Instant now = now();
    var span = new Span(now, now.plus(ahead));
    return Coverage.gaps(schedules.shifts(organisation, schedule, span), span);
  }

  /// Brings forward the shifts of every schedule that needs it; returns how many gaps are new.
  public int bringForward() {
    int gaps = 0;
    List<Named> batch;
    do {
      batch = schedules.endingBefore(now().plus(AHEAD).minus(SLACK));
      for (Named named : batch) {
        gaps += materialise(named, false);
      }
    } while (batch.size() == Schedules.MAX_BATCH);
    return gaps;
  }

  /// False if the panel names a schedule that is not there.
  public boolean put(OrganisationId organisation, PanelTerms terms) {
    return schedules.put(organisation, terms, now());
  }

  public List<PanelTerms> panels(OrganisationId organisation) {
    return schedules.panels(organisation);
  }

  private int materialise(Named named, boolean changed) {
    Instant now = now();
    var span = new Span(now.minus(SLACK), now.plus(AHEAD));
    Schedule schedule = named.schedule();
    LocalDateTime end = LocalDateTime.ofInstant(span.until(), schedule.zone());
    var roster = new Roster(schedule, layer -> starts(layer, end));
    schedules.put(named, roster.shifts(span), span, changed, now);
    return schedules
        .noteGaps(
            named.organisation(),
            schedule.name(),
            gaps(named.organisation(), schedule.name(), WARNING),
            now)
        .size();
  }

  private List<LocalDateTime> starts(Layer layer, LocalDateTime end) {
    return recurrences.occurrences(layer.rule(), layer.start(), end);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
