package io.humanlayer.testkit.topics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// `contracts/topics.yaml`: who owns and who reads each topic, by its name in that file.
public record TopicCatalogue(Map<String, Topic> topics) {

  /// `ext.acme.decisions.v1`, and the regular expression for all of them, are one topic.
  private static final Pattern OF_AN_ORGANISATION = Pattern.compile("ext\\..+\\.(\\w+)\\.v(\\d+)");

  public TopicCatalogue {
    topics = Map.copyOf(topics);
  }

  /// The catalogue that this module was built with.
  public static TopicCatalogue onClasspath() {
    try (InputStream in =
        Thread.currentThread()
            .getContextClassLoader()
            .getResourceAsStream("contracts/topics.yaml")) {
      return parse(
          new Load(LoadSettings.builder().build())
              .loadFromInputStream(Objects.requireNonNull(in, "contracts is not a dependency")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TopicCatalogue parse(Object document) {
    int usual = (Integer) field(field(document, "defaults"), "partitions");
    Map<String, Topic> topics = new HashMap<>();
    for (Object entry : (List<?>) field(document, "topics")) {
      String name = field(entry, "name").toString();
      List<?> readers = (List<?>) field(entry, "readers");
      topics.put(
          name,
          new Topic(
              name,
              Set.of(field(entry, "owner").toString().split(",\\s*")),
              Set.copyOf(readers.stream().map(Object::toString).toList()),
              optional(entry, "partitions") instanceof Integer own ? own : usual,
              Boolean.TRUE.equals(optional(entry, "compacted"))));
    }
    return new TopicCatalogue(topics);
  }

  private static Object field(Object map, String name) {
    return Objects.requireNonNull(optional(map, name), name);
  }

  private static @Nullable Object optional(Object map, String name) {
    return ((Map<?, ?>) map).get(name);
  }

  /// The name under which the catalogue has `topic`, be it one topic or a regular expression.
  static String canonical(String topic) {
    String plain = topic.replaceAll("^\\^|\\\\|\\$$", "");
    Matcher matcher = OF_AN_ORGANISATION.matcher(plain);
    return matcher.matches() ? "ext.<org>." + matcher.group(1) + ".v" + matcher.group(2) : plain;
  }

  public boolean isOwner(String service, String topic) {
    Topic entry = topics.get(canonical(topic));
    return entry != null && entry.owners().contains(service);
  }

  public boolean isReader(String service, String topic) {
    Topic entry = topics.get(canonical(topic));
    return entry != null && entry.readers().contains(service);
  }
}
