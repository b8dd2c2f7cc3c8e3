package io.humanlayer.testkit.infrastructure;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Starts broker, database and registry for a `@QuarkusTest`, and tells the service where they are:
/// `@QuarkusTestResource(RealInfrastructure.class)`.
public final class RealInfrastructure implements QuarkusTestResourceLifecycleManager {

  /// The organisation whose own topics exist.
  public static final String ORGANISATION = "acme";

  public static final String OPERATOR_TOKEN = "operator-token-for-tests";
  public static final String SERVICE_TOKEN = "service-token-for-tests";
  public static final String MASTER_KEY = "bWFzdGVyLWtleS1mb3ItdGVzdHMtb25seS0zMmJ5dGU=";

  private @Nullable Infrastructure running;

  /// Quarkus starts test resources on threads that have another class loader than their classes,
  /// which Kafka's clients, looking up theirs by name, do not survive.
  @Override
  public Map<String, String> start() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(RealInfrastructure.class.getClassLoader());
    try {
      return startHere();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private Map<String, String> startHere() {
    Infrastructure started = Infrastructure.start();
    running = started;
    Topics.create(started.kafka(), ORGANISATION);
    return Map.ofEntries(
        Map.entry("kafka.bootstrap.servers", started.kafka()),
        Map.entry("HL_KAFKA", started.kafka()),
        Map.entry("HL_REGISTRY_URL", started.registry()),
        Map.entry("HL_DB_URL", started.database().url()),
        Map.entry("HL_DB_USER", started.database().user()),
        Map.entry("HL_DB_PASSWORD", started.database().password()),
        Map.entry("HL_OPERATOR_TOKEN", OPERATOR_TOKEN),
        Map.entry("HL_SERVICE_TOKEN", SERVICE_TOKEN),
        Map.entry("HL_MASTER_KEY", MASTER_KEY));
  }

  @Override
  public void stop() {
    if (running != null) {
      running.close();
      running = null;
    }
  }
}
