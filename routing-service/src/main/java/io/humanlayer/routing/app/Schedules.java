package io.humanlayer.routing.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.routing.core.schedules.PanelTerms;
import io.humanlayer.routing.core.schedules.Schedule;
import io.humanlayer.routing.core.schedules.Shift;
import io.humanlayer.routing.core.schedules.Span;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The schedules of Organisations, their shifts of the coming weeks, and what their panels ask.
/// Each change is told to the other services.
public interface Schedules {

  /// How many schedules are brought forward at once.
  int MAX_BATCH = 20;

  /// A schedule of an Organisation.
  record Named(OrganisationId organisation, Schedule schedule) {}

  /// Puts a schedule in the place of the one of its name, with its shifts of `span`; tells of it if
  /// `changed`.
  void put(Named named, List<Shift> shifts, Span span, boolean changed, Instant at);

  Optional<Schedule> find(OrganisationId organisation, String name);

  List<Schedule> list(OrganisationId organisation);

  /// The shifts that touch `span`, in the order of their beginnings.
  List<Shift> shifts(OrganisationId organisation, String schedule, Span span);

  /// Schedules whose shifts are known only to before `until`.
  List<Named> endingBefore(Instant until);

  /// Notes the gaps of a schedule and tells of those that are new; returns these.
  List<Span> noteGaps(OrganisationId organisation, String schedule, List<Span> gaps, Instant at);

  /// False if the panel names a schedule that is not there.
  boolean put(OrganisationId organisation, PanelTerms terms, Instant at);

  List<PanelTerms> panels(OrganisationId organisation);
}
