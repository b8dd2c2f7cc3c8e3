package io.humanlayer.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// A running system and the credentials of its demo organisation, as `./humanlayer up` keeps them
/// in `seed.json`.
///
/// @param sentinels the access keys of the Sentinels, by their ids
public record Installation(
    URI edge, String organisation, String apiKey, Map<String, String> sentinels) {

  public Installation {
    sentinels = Map.copyOf(sentinels);
  }

  /// The API as `sentinel` sees it.
  public SentinelApi sentinel(String sentinel) {
    String key = sentinels.get(sentinel);
    if (key == null) {
      throw new IllegalStateException("the demo organisation has no Sentinel " + sentinel);
    }
    return new SentinelApi(edge, key);
  }

  /// Reads what `up` left in `home`.
  ///
  /// @throws IllegalStateException if nothing has been seeded there
  public static Installation in(Path home) {
    Path file = home.resolve("seed.json");
    if (!Files.exists(file)) {
      throw new IllegalStateException("there is no " + file + ": run ./humanlayer up first");
    }
    try {
      JsonNode seed = new ObjectMapper().readTree(Files.readString(file));
      var sentinels = new HashMap<String, String>();
      seed.path("sentinels")
          .properties()
          .forEach(entry -> sentinels.put(entry.getKey(), entry.getValue().asText()));
      return new Installation(
          URI.create(seed.required("edge").asText()),
          seed.required("organisation").asText(),
          seed.required("apiKey").asText(),
          sentinels);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
