package io.humanlayer.eventing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/// The Avro schemas of the `contracts` module, by the full name of the event.
public final class Contracts {

  private static final String NAMESPACE = "io.humanlayer.";
  private static final Map<String, Schema> LOADED = new ConcurrentHashMap<>();

  static {
    AvroLimits.set();
  }

  private Contracts() {}

  /// The newest schema of `event`, for example `io.humanlayer.cases.Opened`.
  ///
  /// @throws UnknownContract if this build has no such event
  public static Schema schema(String event) {
    return LOADED.computeIfAbsent(event, Contracts::load);
  }

  /// The CloudEvents type of `event`: its full name and major version.
  public static String type(String event) {
    return event + ".v1";
  }

  /// The full name of the event that a CloudEvents type stands for.
  ///
  /// @throws UnknownContract if this build does not know the type or its major version
  public static String event(String type) {
    if (!type.endsWith(".v1")) {
      throw new UnknownContract("unknown event type or version: " + type);
    }
    String event = type.substring(0, type.length() - ".v1".length());
    schema(event);
    return event;
  }

  /// The registry's subject for `event` on `topic`; the topics of all organisations share theirs.
  public static String subject(String topic, String event) {
    return topic.replaceFirst("^ext\\.[^.]+\\.", "ext.") + "-" + event;
  }

  private static Schema load(String event) {
    if (!event.startsWith(NAMESPACE) || event.indexOf('/') >= 0) {
      throw new UnknownContract("unknown event: " + event);
    }
    String path =
        "contracts/avro/" + event.substring(NAMESPACE.length()).replace('.', '/') + ".avsc";
    try (var in = Contracts.class.getClassLoader().getResourceAsStream(path)) {
      if (in == null) {
        throw new UnknownContract("unknown event: " + event);
      }
      return new Schema.Parser().parse(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
