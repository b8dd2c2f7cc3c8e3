package io.humanlayer.ledger.app;

import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.Frontier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The edges of the logs that this instance has written, so that the next batch need not read them.
/// One of another size is not used: another instance has written since.
@ApplicationScoped
public class Edges {

  private final Map<String, Frontier> committed = new ConcurrentHashMap<>();

  /// The edge of `log`. When it has to be read from the store, the store is first held to the last
  /// signed head.
  ///
  /// @throws BrokenLog if the store contradicts that head
  public Frontier of(OpenLog log) {
    Frontier known = committed.get(log.origin());
    if (known != null && known.size() == log.size()) {
      return known;
    }
    log.checkpoint().ifPresent(head -> requireSame(log, head));
    return log.frontier();
  }

  /// Remembers an edge whose entries are durable.
  public void committed(String origin, Frontier frontier) {
    committed.put(origin, frontier);
  }

  private static void requireSame(OpenLog log, Checkpoint head) {
    if (head.size() > log.size() || !log.tree(head.size()).root().equals(head.root())) {
      throw new BrokenLog(log.origin(), head.size());
    }
  }
}
