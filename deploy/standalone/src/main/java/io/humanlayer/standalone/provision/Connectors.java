package io.humanlayer.standalone.provision;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.NewTopic;

/// The relays: one Debezium connector per journal, whose rows become records on the topics that the
/// rows name, exactly once.
///
/// @param bootstrap the internal listener of the broker
public record Connectors(URI connect, String bootstrap) {

  /// Starts the relay of `journal`, whose table must exist, or brings it up to date.
  public void put(Journal journal) {
    createHeartbeats(journal);
    var wanted = RelaySettings.of(journal);
    var api = new JsonApi(connect);
    var path = "/connectors/" + journal.id() + "/config";
    if (!same(api.get(path).body(), wanted)) {
      api.put(path, wanted).orFail(journal.id());
    }
  }

  private void createHeartbeats(Journal journal) {
    var hour = Long.toString(Duration.ofHours(1).toMillis());
    var topic = new NewTopic(RelaySettings.HEARTBEATS + "." + journal.id(), 1, (short) 1);
    try (var broker = Broker.at(bootstrap)) {
      Topics.createMissing(broker, List.of(topic.configs(Map.of("retention.ms", hour))));
    }
  }

  /// Connect adds the name to what it was given.
  private static boolean same(JsonNode there, Map<String, String> wanted) {
    return there.size() == wanted.size() + 1
        && wanted.entrySet().stream()
            .allMatch(e -> there.path(e.getKey()).asText("").equals(e.getValue()));
  }

  /// Returns when the connector and its task run.
  public void waitRunning(Journal journal, Duration limit) {
    var end = System.nanoTime() + limit.toNanos();
    var api = new JsonApi(connect);
    while (true) {
      var status = api.get("/connectors/" + journal.id() + "/status").body();
      if (isRunning(status)) {
        return;
      }
      if (System.nanoTime() > end) {
        throw new ProvisionFailure(journal.id() + " does not run: " + status);
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  private static boolean isRunning(JsonNode status) {
    return status.at("/connector/state").asText("").equals("RUNNING")
        && status.at("/tasks/0/state").asText("").equals("RUNNING");
  }

  /// Restarts a relay that has given up; true if it had.
  public boolean revive(Journal journal) {
    var api = new JsonApi(connect);
    var path = "/connectors/" + journal.id();
    if (!api.get(path + "/status").body().toString().contains("\"FAILED\"")) {
      return false;
    }
    api.post(path + "/restart?includeTasks=true&onlyFailed=true", "").orFail(journal.id());
    return true;
  }
}
