package io.humanlayer.ledger.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.proof.Checkpoint;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The heads that were ever told to others, as their topic has them: what has been published cannot
/// be taken back, whatever the database says.
@ApplicationScoped
public class PublishedHeads {

  private final Map<OrganisationId, Checkpoint> newest = new ConcurrentHashMap<>();
  private final Set<OrganisationId> unchecked = ConcurrentHashMap.newKeySet();

  /// A head that is on the topic.
  public void told(OrganisationId org, Checkpoint head) {
    newest.merge(org, head, (known, it) -> known.size() < it.size() ? it : known);
    unchecked.add(org);
  }

  public Optional<Checkpoint> newest(OrganisationId org) {
    return Optional.ofNullable(newest.get(org));
  }

  /// The organisations about whose log something was told since this was last asked.
  public List<OrganisationId> takeUnchecked() {
    List<OrganisationId> taken = List.copyOf(unchecked);
    taken.forEach(unchecked::remove);
    return taken;
  }
}
