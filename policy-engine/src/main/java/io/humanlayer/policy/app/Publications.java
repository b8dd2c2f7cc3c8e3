package io.humanlayer.policy.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.policy.core.policy.PolicyRef;
import io.humanlayer.policy.core.publication.Ending;
import io.humanlayer.policy.core.publication.HumanDecision;
import io.humanlayer.policy.core.publication.Kind;
import io.humanlayer.policy.core.publication.Publication;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The numbers that somebody asked to enforce.
public interface Publications {

  /// A publication and what became of it; no ending while it is open.
  record Entry(Publication publication, @Nullable String state, @Nullable String reason) {}

  /// What is asked of humans.
  ///
  /// @param summary what they read of the change; never needed to decide what is in force
  record Question(
      UUID id,
      PolicyRef policy,
      String digest,
      String author,
      Kind kind,
      String summary,
      String differences) {}

  /// What became of a question.
  sealed interface Asked {

    /// Humans are asked.
    record Open(Publication publication) implements Asked {}

    /// Another number of that name waits for its approval already.
    record Busy(Publication other) implements Asked {}
  }

  /// Notes the publication and asks humans, in one transaction.
  Asked ask(Question question, Instant at);

  /// A decision that may be about a publication.
  ///
  /// @param messageId by which it has its effect once
  record Decision(
      OrganisationId organisation,
      String actionDigest,
      HumanDecision decision,
      String messageId,
      Instant at) {}

  /// Ends the publication that this decision is about, as the rules say; nothing if it is about
  /// none, or was ended before. The binding commits with the ending.
  Optional<Ending> decided(Decision decision);

  /// The publications of `organisation`, the newest first.
  List<Entry> list(OrganisationId organisation);
}
