package io.humanlayer.ledger.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.ledger.core.log.Appending;
import io.humanlayer.ledger.core.log.Fact;
import io.humanlayer.ledger.core.log.Origin;
import io.humanlayer.proof.Frontier;
import io.humanlayer.proof.GenesisLeaf;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Writes facts into the logs of their organisations. A fact that is there already changes nothing,
/// so the same batch may come any number of times.
@ApplicationScoped
public class RecordFacts {

  private static final int FIRST_GENERATION = 1;

  private final LogStore logs;
  private final Edges edges;
  private final KeySafe keys;
  private final Clock clock;
  private final String domain;
  private final SecureRandom random = new SecureRandom();

  public RecordFacts(
      LogStore logs,
      Edges edges,
      KeySafe keys,
      Clock clock,
      @ConfigProperty(name = "humanlayer.ledger.domain") String domain) {
    this.logs = logs;
    this.edges = edges;
    this.keys = keys;
    this.clock = clock;
    this.domain = domain;
  }

  private record Written(String origin, Frontier edge) {}

  /// Records each fact once, in order. Each organisation has a transaction of its own, so that no
  /// two writers wait for each other's logs.
  public void record(List<Fact> facts) {
    facts.stream()
        .collect(Collectors.groupingBy(Fact::org, LinkedHashMap::new, Collectors.toList()))
        .forEach(this::record);
  }

  private void record(OrganisationId org, List<Fact> facts) {
    Written written =
        logs.inLog(org, log -> append(log, facts))
            .orElseGet(
                () -> {
                  open(org);
                  return logs.inLog(org, log -> append(log, facts)).orElseThrow();
                });
    edges.committed(written.origin(), written.edge());
  }

  private Written append(OpenLog log, List<Fact> facts) {
    Frontier edge = edges.of(log);
    if (edge.size() == 0) {
      Appending genesis = Appending.genesis(new GenesisLeaf(log.origin(), clock.instant()));
      log.append(genesis);
      edge = genesis.after();
    }
    Set<UUID> known = log.known(facts.stream().map(fact -> fact.leaf().eventId()).toList());
    Appending appending = Appending.of(edge, facts, known);
    if (!appending.entries().isEmpty()) {
      log.append(appending);
    }
    return new Written(log.origin(), appending.after());
  }

  private void open(OrganisationId org) {
    byte[] slug = new byte[Origin.SLUG_BYTES];
    random.nextBytes(slug);
    Origin origin = Origin.of(slug, FIRST_GENERATION, domain);
    var key = keys.make(origin.value());
    logs.add(
        new NewLog(
            org,
            FIRST_GENERATION,
            origin,
            key.signer().verifier().vkey(),
            key.sealed(),
            clock.instant()));
  }
}
