package io.humanlayer.policy.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.policy.core.policy.Layer;
import io.humanlayer.policy.core.policy.PolicyRef;
import io.humanlayer.policy.core.publication.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Every policy ever published, with its number, and which numbers are bound.
public interface PolicyArchive {

  /// A document about to be published.
  ///
  /// @param canonical its canonical JSON, which the digest is of
  /// @param source the text as its author wrote it
  record Manuscript(
      OrganisationId organisation,
      Layer layer,
      String name,
      String digest,
      String canonical,
      String source,
      String author) {}

  /// The number that a document has.
  ///
  /// @param fresh whether it got the number now
  record Numbered(int number, boolean fresh) {}

  /// One published policy.
  ///
  /// @param stage how it is bound
  record Entry(
      PolicyRef policy,
      String digest,
      @Nullable String author,
      @Nullable String signature,
      Instant publishedAt,
      Stage stage) {}

  /// One published policy with its texts.
  record Volume(Entry entry, String canonical, String source) {}

  /// Gives the document its number, signs and publishes it; a document that has a number keeps it.
  Numbered store(Manuscript manuscript, Instant at);

  /// Enforces a number that nobody needs to approve: the first of an organisation that has none in
  /// force, and the platform's own.
  ///
  /// @return false if another number of that name is in force
  boolean bindFirst(PolicyRef policy, Instant at);

  /// Asks this number beside what is enforced; null ends the shadow of that name.
  void shadow(
      OrganisationId organisation, Layer layer, String name, @Nullable Integer number, Instant at);

  /// Whether the number was in force once, or is.
  boolean wasEnforced(PolicyRef policy);

  /// The numbers in force of `organisation`.
  List<PolicyRef> enforced(OrganisationId organisation);

  /// All policies of `organisation`, the newest number first.
  List<Entry> list(OrganisationId organisation);

  Optional<Volume> find(PolicyRef policy);
}
