package io.humanlayer.standalone.provision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The topics of `contracts/topics.yaml`.
public record TopicList(List<Topic> topics) {

  private static final String RESOURCE = "contracts/topics.yaml";

  /// Stands for an organisation's id in a name.
  static final String ORGANISATION = "<org>";

  /// @param events full names of the Avro records that may be on the topic
  public record Topic(
      String name,
      List<String> readers,
      int partitions,
      Duration retention,
      boolean compacted,
      String compatibility,
      List<String> events) {

    boolean isPerOrganisation() {
      return name.contains(ORGANISATION);
    }

    Topic of(String organisation) {
      var own = name.replace(ORGANISATION, organisation);
      return new Topic(own, readers, partitions, retention, compacted, compatibility, events);
    }
  }

  public static TopicList read() {
    try (var in = TopicList.class.getClassLoader().getResourceAsStream(RESOURCE)) {
      var document =
          new Load(LoadSettings.builder().build())
              .loadFromInputStream(
                  Objects.requireNonNull(in, RESOURCE + " is not on the class path"));
      var root = map(document);
      var defaults = map(root.get("defaults"));
      return new TopicList(
          list(root.get("topics")).stream().map(t -> topic(map(t), defaults)).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Topic topic(Map<?, ?> entry, Map<?, ?> defaults) {
    return new Topic(
        text(entry, defaults, "name"),
        strings(entry.get("readers")),
        Integer.parseInt(text(entry, defaults, "partitions")),
        Duration.parse(text(entry, defaults, "retention")),
        Boolean.TRUE.equals(entry.get("compacted")),
        text(entry, defaults, "compatibility"),
        strings(entry.get("events")));
  }

  private static String text(Map<?, ?> entry, Map<?, ?> defaults, String key) {
    var own = entry.get(key);
    var value = own == null ? defaults.get(key) : own;
    return Objects.requireNonNull(value, () -> key + " is missing in " + RESOURCE).toString();
  }

  private static List<String> strings(@Nullable Object value) {
    return list(value).stream().map(Object::toString).toList();
  }

  private static List<?> list(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw new IllegalArgumentException("a list is missing in " + RESOURCE);
  }

  private static Map<?, ?> map(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalArgumentException("a mapping is missing in " + RESOURCE);
  }
}
