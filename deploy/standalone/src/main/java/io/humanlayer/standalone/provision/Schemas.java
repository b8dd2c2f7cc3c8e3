package io.humanlayer.standalone.provision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import org.apache.avro.Schema;

/// Registers the Avro schemas of `contracts` in the registry, under `<topic>-<full name of the
/// record>` (the topic-record naming), each with the compatibility that its topic promises.
public record Schemas(TopicList list, URI registry) {

  private static final String NAMESPACE = "io.humanlayer.";

  public Schemas(URI registry) {
    this(TopicList.read(), registry);
  }

  /// Makes what is missing; a schema that breaks the promise of its topic fails.
  public void register() {
    try (var threads = Executors.newFixedThreadPool(4)) {
      var all =
          list.topics().stream()
              .flatMap(t -> t.events().stream().map(event -> new Subject(t, event)))
              .map(s -> CompletableFuture.runAsync(() -> register(s), threads))
              .toList();
      all.forEach(CompletableFuture::join);
    } catch (CompletionException e) {
      throw new ProvisionFailure("schemas: " + e.getCause(), e);
    }
  }

  private record Subject(TopicList.Topic topic, String event) {
    String name() {
      return topic.name().replace(TopicList.ORGANISATION + ".", "") + "-" + event;
    }
  }

  private void register(Subject subject) {
    var api = new JsonApi(registry);
    var schema = Map.of("schemaType", "AVRO", "schema", schema(subject.event));
    api.post("/subjects/" + subject.name() + "/versions", schema).orFail(subject.name());
    var level = Map.of("compatibility", subject.topic.compatibility());
    api.put("/config/" + subject.name(), level).orFail(subject.name());
  }

  /// `io.humanlayer.cases.Opened` lies in `contracts/avro/cases/Opened.avsc`.
  private static String schema(String event) {
    var path = event.substring(NAMESPACE.length()).replace('.', '/');
    var resource = "contracts/avro/" + path + ".avsc";
    try (var in = Schemas.class.getClassLoader().getResourceAsStream(resource)) {
      // As the services write it, so that theirs is no second version of the same.
      return new Schema.Parser()
          .parse(Objects.requireNonNull(in, resource + " is not on the class path"))
          .toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
