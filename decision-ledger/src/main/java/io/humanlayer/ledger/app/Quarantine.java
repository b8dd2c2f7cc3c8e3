package io.humanlayer.ledger.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.proof.Checkpoint;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// The logs in which nothing is signed: what is stored contradicts what was published. A database
/// that was restored is filled again from the topic; once its root is the published one, the log
/// leaves quarantine by itself. Any other contradiction needs a person.
@ApplicationScoped
public class Quarantine {

  private final PublishedHeads published;
  private final Map<OrganisationId, String> reasons = new ConcurrentHashMap<>();
  private final Map<OrganisationId, Checkpoint> agreed = new ConcurrentHashMap<>();

  public Quarantine(PublishedHeads published) {
    this.published = published;
  }

  /// Whether `log` contradicts what was published of it; remembers the answer.
  public boolean holds(OrganisationId org, OpenLog log) {
    Optional<Checkpoint> head = published.newest(org);
    if (head.isEmpty() || head.get().equals(agreed.get(org))) {
      return reasons.containsKey(org);
    }
    Optional<String> contradiction = contradiction(log, head.get());
    contradiction.ifPresentOrElse(
        reason -> impose(org, reason),
        () -> {
          agreed.put(org, head.get());
          reasons.remove(org);
        });
    return contradiction.isPresent();
  }

  /// Puts the log of `org` into quarantine.
  public void impose(OrganisationId org, String reason) {
    reasons.put(org, reason);
    agreed.remove(org);
  }

  /// The organisations whose log is held, and why.
  public Map<String, String> held() {
    var held = new TreeMap<String, String>();
    reasons.forEach((org, reason) -> held.put(org.value(), reason));
    return held;
  }

  private static Optional<String> contradiction(OpenLog log, Checkpoint head) {
    if (!log.origin().equals(head.origin())) {
      return Optional.of("log " + head.origin() + " was published, this is " + log.origin());
    }
    if (log.size() < head.size()) {
      return Optional.of(
          "%d entries were published, %d are stored".formatted(head.size(), log.size()));
    }
    return log.tree(head.size()).root().equals(head.root())
        ? Optional.empty()
        : Optional.of("the stored entries do not have the root published at " + head.size());
  }
}
