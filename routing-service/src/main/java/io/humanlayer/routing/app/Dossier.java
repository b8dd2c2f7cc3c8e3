package io.humanlayer.routing.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a Sentinel is shown of a request. Summary and context are the Agent's own words: untrusted.
///
/// @param digest by which the case knows it
/// @param info what the Agent answered to questions, in their order; outside the digest
public record Dossier(
    String digest,
    String operation,
    @Nullable String target,
    ObjectNode arguments,
    @Nullable String summary,
    @Nullable JsonNode context,
    List<String> info) {
  public Dossier {
    info = List.copyOf(info);
  }
}
