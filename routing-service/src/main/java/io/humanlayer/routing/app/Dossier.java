package io.humanlayer.routing.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// What a Sentinel is shown of a request. Summary and context are the Agent's own words: untrusted.
///
/// @param digest by which the case knows it
public record Dossier(
    String digest,
    String operation,
    @Nullable String target,
    ObjectNode arguments,
    @Nullable String summary,
    @Nullable JsonNode context) {}
