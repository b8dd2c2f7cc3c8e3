package io.humanlayer.routing.outbound;

import io.humanlayer.routing.app.Candidates;
import io.humanlayer.routing.core.cases.Candidate;
import io.humanlayer.routing.core.cases.DecisionRequest;
import io.humanlayer.routing.core.cases.Panel;
import io.humanlayer.routing.core.cases.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/// Whoever holds the qualification of a panel, in the order of their ids.
@ApplicationScoped
public class SqlCandidates implements Candidates {

  private final Jdbi jdbi;

  public SqlCandidates(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public Pool forPanel(DecisionRequest request, Panel panel, Instant at, Instant deadline) {
    return jdbi.withHandle(
        handle ->
            new Pool(
                panel.name(),
                SentinelRows.candidates(
                        handle, request.organisation(), Set.of(panel.profile().qualification()))
                    .stream()
                    .map(sentinel -> new Candidate(sentinel, false))
                    .toList(),
                null));
  }
}
