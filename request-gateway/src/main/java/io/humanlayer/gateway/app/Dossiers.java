package io.humanlayer.gateway.app;

import io.humanlayer.gateway.core.intake.Erasure;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The content shown to a Sentinel, encrypted at rest.
public interface Dossiers {

  /// One dossier.
  ///
  /// @param digest the salted digest that the events carry
  /// @param content JSON: summary, context, arguments, operation, agent, state
  /// @param answers to the questions of Sentinels, in their order; not part of the digest
  record Dossier(String digest, String content, List<String> answers) {
    public Dossier {
      answers = List.copyOf(answers);
    }
  }

  /// The dossier of a request, unless there is none or it was erased.
  Optional<Dossier> find(OrganisationId org, RequestId id);

  /// What came of an erasure.
  sealed interface Erased {
    /// It is erased, now or since before.
    record Done(Instant at) implements Erased {}

    /// Its request still waits for a decision, which needs the dossier.
    record Undecided() implements Erased {}

    record Unknown() implements Erased {}
  }

  /// A dossier by its request.
  record Ref(OrganisationId org, RequestId id) {}

  /// Destroys key and content of a dossier and what is kept of its answer; the event that says so
  /// commits with it.
  Erased erase(OrganisationId org, RequestId id, Erasure erasure, Instant at);

  /// Dossiers of decided requests taken in before `before`, oldest first.
  List<Ref> olderThan(Instant before, int limit);

  /// Adds the answer to a question of a Sentinel; gives back its salted digest, which is the same
  /// for the same answer. Empty if that question was answered otherwise or the dossier was erased.
  Optional<String> append(OrganisationId org, RequestId id, int number, String answer);
}
