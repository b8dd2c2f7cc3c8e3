package io.humanlayer.standalone.seed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.standalone.infrastructure.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What has been seeded: the keys that the API gave out once, and whether all is done. It is
/// written after each step.
public final class Seed {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DONE = "done";

  private final Path file;
  private final ObjectNode content;

  private Seed(Path file, ObjectNode content) {
    this.file = file;
    this.content = content;
  }

  public static Seed in(Path file) {
    try {
      var content =
          Files.exists(file)
              ? (ObjectNode) JSON.readTree(Files.readString(file))
              : JSON.createObjectNode();
      return new Seed(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean isDone() {
    return content.path(DONE).asBoolean();
  }

  /// A value by its path, for example `/sentinels/ada`.
  public Optional<String> get(String pointer) {
    var value = content.at(pointer);
    return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
  }

  void put(String name, String value) {
    content.put(name, value);
    write();
  }

  void put(String group, String name, String value) {
    content.withObject("/" + group).put(name, value);
    write();
  }

  void done() {
    content.put(DONE, true);
    write();
  }

  private void write() {
    try {
      PrivateFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(content));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
