package io.humanlayer.ledger.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.ledger.core.log.Appending;
import io.humanlayer.ledger.core.log.Fact;
import io.humanlayer.ledger.core.log.Origin;
import io.humanlayer.ledger.core.log.Slice;
import io.humanlayer.proof.Frontier;
import io.humanlayer.proof.GenesisLeaf;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Writes facts into the logs of their organisations. The entries are a function of the facts and
/// their order alone, and the position in the topic commits with them: the same slice may come any
/// number of times, from any number of writers.
@ApplicationScoped
public class RecordFacts {

  private static final int FIRST_GENERATION = 1;

  private final LogStore logs;
  private final Edges edges;
  private final KeySafe keys;
  private final String domain;

  public RecordFacts(
      LogStore logs,
      Edges edges,
      KeySafe keys,
      @ConfigProperty(name = "humanlayer.ledger.domain") String domain) {
    this.logs = logs;
    this.edges = edges;
    this.keys = keys;
    this.domain = domain;
  }

  private record Written(String origin, Frontier edge) {}

  /// Records each fact once, in order. Nobody looks up what is there unless the database says that
  /// something is.
  public void record(Slice slice) {
    List<Written> written;
    try {
      written = write(slice, false);
    } catch (AlreadyWritten e) {
      written = write(slice, true);
    }
    written.forEach(it -> edges.committed(it.origin(), it.edge()));
  }

  private List<Written> write(Slice slice, boolean lookUp) {
    return logs.inPartition(
        slice.partition(),
        partition -> {
          List<Written> written = new ArrayList<>();
          // In one order of organisations, so that two writers never wait for each other.
          var byOrganisation =
              slice.from(partition.position()).stream()
                  .collect(
                      Collectors.groupingBy(
                          fact -> fact.org().value(), TreeMap::new, Collectors.toList()));
          byOrganisation.forEach((_, facts) -> written.add(append(partition, facts, lookUp)));
          if (slice.next() > partition.position()) {
            partition.advance(slice.next());
          }
          return written;
        });
  }

  private Written append(OpenPartition partition, List<Fact> facts, boolean lookUp) {
    OrganisationId org = facts.getFirst().org();
    Instant first = facts.getFirst().leaf().occurredAt();
    OpenLog log =
        partition
            .log(org)
            .orElseGet(
                () -> {
                  partition.add(open(org, first));
                  return partition.log(org).orElseThrow();
                });
    Frontier edge = edges.of(log);
    if (edge.size() == 0) {
      Appending genesis = Appending.genesis(new GenesisLeaf(log.origin(), log.openedAt()));
      log.append(genesis);
      edge = genesis.after();
    }
    Set<UUID> known =
        lookUp ? log.known(facts.stream().map(fact -> fact.leaf().eventId()).toList()) : Set.of();
    Appending appending = Appending.of(edge, facts, known);
    if (!appending.entries().isEmpty()) {
      log.append(appending);
    }
    return new Written(log.origin(), appending.after());
  }

  private NewLog open(OrganisationId org, Instant at) {
    Origin origin = Origin.of(keys.slug(org), FIRST_GENERATION, domain);
    var key = keys.make(origin.value());
    return new NewLog(
        org, FIRST_GENERATION, origin, key.signer().verifier().vkey(), key.sealed(), at);
  }
}
