package io.humanlayer.policy.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.policy.core.policy.PolicyRef;
import java.time.Instant;
import java.util.List;

/// Every policy ever published, with its number.
public interface PolicyArchive {

  /// A document about to be published.
  ///
  /// @param canonical its canonical JSON, which the digest is of
  /// @param source the text as its author wrote it
  record Manuscript(
      OrganisationId organisation,
      String layer,
      String name,
      String digest,
      String canonical,
      String source) {}

  /// The number that a document has.
  ///
  /// @param fresh whether it got the number now
  record Numbered(int number, boolean fresh) {}

  /// One published policy.
  record Entry(PolicyRef policy, String digest, Instant publishedAt) {}

  /// Gives the document the next number, publishes it and puts it in force, all at once; unless it
  /// is the newest already.
  Numbered publish(Manuscript manuscript, Instant at);

  /// All policies of `organisation`, the newest number first.
  List<Entry> list(OrganisationId organisation);
}
