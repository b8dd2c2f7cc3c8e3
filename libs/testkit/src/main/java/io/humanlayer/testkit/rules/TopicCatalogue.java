package io.humanlayer.testkit.rules;

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
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// `contracts/topics.yaml`: who owns and who reads each topic.
record TopicCatalogue(Map<String, Entry> topics) {

  record Entry(Set<String> owners, Set<String> readers) {}

  /// `ext.acme.decisions.v1`, and the regular expression for all of them, are one topic.
  private static final Pattern OF_AN_ORGANISATION = Pattern.compile("ext\\..+\\.(\\w+)\\.v(\\d+)");

  TopicCatalogue {
    topics = Map.copyOf(topics);
  }

  static TopicCatalogue onClasspath() {
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
    Map<String, Entry> topics = new HashMap<>();
    for (Object topic : (List<?>) field(document, "topics")) {
      topics.put(
          field(topic, "name").toString(),
          new Entry(
              Set.of(field(topic, "owner").toString().split(",\\s*")),
              Set.copyOf(
                  ((List<?>) field(topic, "readers")).stream().map(Object::toString).toList())));
    }
    return new TopicCatalogue(topics);
  }

  private static Object field(Object map, String name) {
    return Objects.requireNonNull(((Map<?, ?>) map).get(name), name);
  }

  /// The name under which the catalogue has `topic`, be it one topic or a regular expression.
  static String canonical(String topic) {
    String plain = topic.replace("\\", "");
    Matcher matcher = OF_AN_ORGANISATION.matcher(plain);
    return matcher.matches() ? "ext.<org>." + matcher.group(1) + ".v" + matcher.group(2) : plain;
  }

  boolean isOwner(String service, String topic) {
    Entry entry = topics.get(canonical(topic));
    return entry != null && entry.owners().contains(service);
  }

  boolean isReader(String service, String topic) {
    Entry entry = topics.get(canonical(topic));
    return entry != null && entry.readers().contains(service);
  }
}
