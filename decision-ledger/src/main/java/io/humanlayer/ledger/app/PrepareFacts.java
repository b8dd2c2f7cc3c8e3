package io.humanlayer.ledger.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.ledger.core.log.Fact;
import io.humanlayer.ledger.core.log.SealedDecision;
import io.humanlayer.proof.decision.Disclosure;
import io.humanlayer.proof.decision.HashedRekord;
import io.humanlayer.proof.decision.SealSigner;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Turns events into facts, decisions into sealed artefacts, and puts them into the order of their
/// log. What people wrote stays here, under salts that can be destroyed.
@ApplicationScoped
public class PrepareFacts {

  /// An event that was read.
  ///
  /// @param fact as it stands, without a sealed decision
  public record Draft(Fact fact, Optional<DecisionDraft> decision) {}

  private final KeySafe keys;
  private final Disclosures disclosures;
  private final LeafOrder order;
  private final Map<OrganisationId, SealSigner> seals = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();

  public PrepareFacts(KeySafe keys, Disclosures disclosures, LeafOrder order) {
    this.keys = keys;
    this.disclosures = disclosures;
    this.order = order;
  }

  public void prepare(List<Draft> drafts) {
    order.add(drafts.stream().map(this::sealed).toList());
  }

  private Fact sealed(Draft draft) {
    Fact fact = draft.fact();
    return draft
        .decision()
        .map(
            decision ->
                new Fact(
                    fact.org(),
                    fact.leaf(),
                    fact.document(),
                    Optional.of(seal(fact.org(), fact.leaf().eventId(), decision)),
                    fact.terms()))
        .orElse(fact);
  }

  private SealedDecision seal(OrganisationId org, UUID event, DecisionDraft decision) {
    List<Disclosure> kept =
        decision.content().isEmpty()
            ? List.of()
            : disclosures.keep(org, decision.request(), event, salted(decision.content()));
    String statement = decision.statement(kept);
    byte[] bytes = statement.getBytes(StandardCharsets.UTF_8);
    var entry = HashedRekord.seal(bytes, seals.computeIfAbsent(org, keys::seal));
    return new SealedDecision(statement, entry.text());
  }

  private List<Disclosure> salted(Map<String, String> content) {
    var salted = new ArrayList<Disclosure>();
    new TreeMap<>(content)
        .forEach(
            (name, value) -> {
              byte[] salt = new byte[Disclosure.SALT_BYTES];
              random.nextBytes(salt);
              salted.add(Disclosure.of(salt, name, value));
            });
    return salted;
  }
}
