package io.humanlayer.routing.outbound;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.app.Candidates;
import io.humanlayer.routing.core.cases.Case;
import io.humanlayer.routing.core.cases.Panel;
import io.humanlayer.routing.core.cases.Pool;
import io.humanlayer.routing.core.matching.Workload;
import io.humanlayer.routing.core.schedules.Shift;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.routing.outbound.ShiftRows.Post;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Whoever holds the qualification of a panel, or was delegated it, as the register, the shifts and
/// the offers have them now. How many cases or panels there are makes no more queries.
@ApplicationScoped
public class SqlCandidates implements Candidates {

  private final Jdbi jdbi;

  public SqlCandidates(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public List<List<Pool>> of(List<Case.Open> cases, Instant at) {
    if (cases.isEmpty()) {
      return List.of();
    }
    return jdbi.withHandle(
        handle -> {
          Circle circle = read(handle, cases, at);
          return cases.stream()
              .map(
                  open ->
                      open.circle().stream()
                          .map(panel -> new PanelPool(open, panel, circle, at).pool())
                          .toList())
              .toList();
        });
  }

  private static Circle read(Handle handle, List<Case.Open> cases, Instant at) {
    OrganisationId organisation = cases.getFirst().matter().request().organisation();
    List<Panel> panels = cases.stream().flatMap(open -> open.circle().stream()).toList();
    Set<String> names = panels.stream().map(Panel::name).collect(Collectors.toSet());
    List<Sentinel> people =
        SentinelRows.candidates(
            handle,
            organisation,
            panels.stream().map(it -> it.profile().qualification()).collect(Collectors.toSet()));
    if (people.isEmpty()) {
      return new Circle(people, Map.of(), Set.of(), Map.of());
    }
    Set<String> scheduled = DutyRows.scheduled(handle, organisation, names);
    Instant until =
        cases.stream()
            .map(Case.Open::deadline)
            .max(Instant::compareTo)
            .filter(at::isBefore)
            .orElse(at);
    return new Circle(
        people,
        WorkloadRows.of(handle, organisation, people, at).stream()
            .collect(Collectors.toMap(Workload::sentinel, it -> it)),
        scheduled,
        scheduled.isEmpty()
            ? Map.of()
            : ShiftRows.of(
                handle,
                organisation,
                scheduled,
                people.stream().map(it -> it.id().value()).toList(),
                at,
                until));
  }

  /// What one look at the tables says of all who could be asked.
  ///
  /// @param scheduled the panels that have a schedule
  record Circle(
      List<Sentinel> people,
      Map<SentinelId, Workload> workloads,
      Set<String> scheduled,
      Map<Post, List<Shift>> shifts) {}
}
