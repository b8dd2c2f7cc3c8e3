package io.humanlayer.standalone.provision;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;

/// Registers the Avro schemas of `contracts` in the registry, under `<topic>-<full name of the
/// record>` (the topic-record naming), each with the compatibility that its topic promises.
public record Schemas(TopicList list, URI registry) {

  private static final String NAMESPACE = "io.humanlayer.";

  public Schemas(URI registry) {
    this(TopicList.read(), registry);
  }

  public void registerShared() {
    register(list.topics().stream().filter(t -> !t.isPerOrganisation()).toList());
  }

  public void registerFor(String organisation) {
    register(
        list.topics().stream()
            .filter(TopicList.Topic::isPerOrganisation)
            .map(t -> t.of(organisation))
            .toList());
  }

  private void register(List<TopicList.Topic> topics) {
    try (var threads = Executors.newFixedThreadPool(4)) {
      var all =
          topics.stream()
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
      return topic.name() + "-" + event;
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
      return new String(
          Objects.requireNonNull(in, resource + " is not on the class path").readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
