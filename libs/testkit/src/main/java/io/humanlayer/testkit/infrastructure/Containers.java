package io.humanlayer.testkit.infrastructure;

import java.time.Duration;
import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/// The three servers as containers.
record Containers(KafkaContainer broker, PostgreSQLContainer postgres, GenericContainer<?> schemas)
    implements Infrastructure {

  private static final int REGISTRY_PORT = 8080;
  private static final String COMPATIBLE_API = "/apis/ccompat/v7";

  static Containers start() {
    KafkaContainer broker =
        new KafkaContainer(image("apache/kafka", "4.3.1"))
            .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
    PostgreSQLContainer postgres =
        new PostgreSQLContainer(image("postgres", "18"))
            .withCommand("postgres", "-c", "wal_level=logical");
    GenericContainer<?> schemas =
        new GenericContainer<>(image("apicurio/apicurio-registry", "3.3.3"))
            .withExposedPorts(REGISTRY_PORT)
            .waitingFor(
                Wait.forHttp(COMPATIBLE_API + "/subjects")
                    .withStartupTimeout(Duration.ofMinutes(3)));
    Startables.deepStart(broker, postgres, schemas).join();
    return new Containers(broker, postgres, schemas);
  }

  /// `-Dhumanlayer.image.postgres=mirror/postgres:18` takes the image from elsewhere.
  private static DockerImageName image(String name, String tag) {
    String given = System.getProperty("humanlayer.image." + name.replaceFirst(".*/", ""));
    return DockerImageName.parse(given == null ? name + ":" + tag : given)
        .asCompatibleSubstituteFor(name);
  }

  @Override
  public String kafka() {
    return broker.getBootstrapServers();
  }

  @Override
  public String registry() {
    return "http://"
        + schemas.getHost()
        + ":"
        + schemas.getMappedPort(REGISTRY_PORT)
        + COMPATIBLE_API;
  }

  @Override
  public Database database() {
    return new Database(postgres.getJdbcUrl(), postgres.getUsername(), postgres.getPassword());
  }

  @Override
  public void close() {
    List.of(broker, postgres, schemas).forEach(GenericContainer::stop);
  }
}
