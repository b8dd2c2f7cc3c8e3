package io.humanlayer.routing.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.routing.core.cases.Edit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a Sentinel is shown of a request. Summary and context are the Agent's own words: untrusted.
///
/// @param digest by which the case knows it
/// @param arguments those that are decided about
/// @param asked those that the Agent asked for, where an edit has taken their place
/// @param info what the Agent answered to questions, in their order; outside the digest
/// @param edits the arguments that Sentinels have proposed, by action digest
public record Dossier(
    String digest,
    String operation,
    @Nullable String target,
    ObjectNode arguments,
    @Nullable ObjectNode asked,
    @Nullable String summary,
    @Nullable JsonNode context,
    List<String> info,
    Map<String, ObjectNode> edits) {
  public Dossier {
    info = List.copyOf(info);
    edits = Map.copyOf(edits);
  }

  /// The same with what `edit` makes of it.
  ///
  /// @throws Dossiers.Unavailable if that is not kept with it
  Dossier after(Edit edit) {
    ObjectNode edited = edits.get(edit.actionDigest().value());
    if (edited == null) {
      throw new Dossiers.Unavailable("the dossier lacks the arguments that are decided about");
    }
    return new Dossier(digest, operation, target, edited, arguments, summary, context, info, edits);
  }
}
