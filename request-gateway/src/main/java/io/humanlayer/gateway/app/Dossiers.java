package io.humanlayer.gateway.app;

import io.humanlayer.gateway.core.intake.Edit;
import io.humanlayer.gateway.core.intake.EditedAction;
import io.humanlayer.gateway.core.intake.Erasure;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The content shown to a Sentinel, encrypted at rest.
public interface Dossiers {

  /// One dossier.
  ///
  /// @param digest the salted digest that the events carry
  /// @param content JSON: summary, context, arguments, operation, agent, state
  /// @param answers to the questions of Sentinels, in their order; not part of the digest
  /// @param edits what Sentinels proposed instead: arguments in canonical JSON, by action digest
  record Dossier(String digest, String content, List<String> answers, Map<String, String> edits) {
    public Dossier {
      answers = List.copyOf(answers);
      edits = Map.copyOf(edits);
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

  /// What came of an edit.
  sealed interface Edited {
    /// The changed Action, kept with the dossier unless nothing is changed.
    record Kept(EditedAction action) implements Edited {}

    /// The dossier has no Action with the digest that the edit starts from.
    record OtherBase() implements Edited {}

    /// Humans rejected the changed Action before, and nobody has reopened that.
    record Denied() implements Edited {}

    record TooMany() implements Edited {}

    record Unknown() implements Edited {}
  }

  /// Keeps what a Sentinel makes of an Action, under the key of its dossier; the same edit again is
  /// the same.
  ///
  /// @throws io.humanlayer.web.ProblemException if the arguments are such as no Agent could send
  Edited edit(OrganisationId org, RequestId id, Edit edit);
}
