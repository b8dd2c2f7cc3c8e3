package io.humanlayer.standalone.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Kafka Connect, distributed, with the Debezium PostgreSQL connector and exactly-once sources.
public final class ConnectWorker extends Server {

  private final InfraFiles files;
  private final String bootstrap;

  /// @param bootstrap the internal listener of the broker
  public ConnectWorker(InfraFiles files, Path folder, int port, String bootstrap) {
    super("connect", folder, port);
    this.files = files;
    this.bootstrap = bootstrap;
  }

  @Override
  protected Child launch() {
    var properties = folder().resolve("worker.properties");
    try {
      Files.createDirectories(folder());
      Files.writeString(properties, configuration());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var flags = new ArrayList<>(List.of(JavaProgram.QUICK_START));
    flags.addAll(List.of("-Xms96m", "-Xmx512m"));
    flags.addAll(SimpleLogger.FLAGS);
    var program =
        JavaProgram.ofClassPath(
            flags,
            files.kafkaLibraries(),
            "org.apache.kafka.connect.cli.ConnectDistributed",
            files.aotCache(name()));
    return Child.start(name(), log(), program.command(properties.toString()), Map.of());
  }

  private String configuration() {
    return """
        bootstrap.servers=%s
        group.id=hl-connect
        listeners=http://127.0.0.1:%d
        key.converter=org.apache.kafka.connect.storage.StringConverter
        value.converter=org.apache.kafka.connect.converters.ByteArrayConverter
        header.converter=org.apache.kafka.connect.storage.StringConverter
        offset.storage.topic=hl-connect-offsets
        config.storage.topic=hl-connect-configs
        status.storage.topic=hl-connect-status
        offset.storage.partitions=1
        status.storage.partitions=1
        offset.storage.replication.factor=1
        config.storage.replication.factor=1
        status.storage.replication.factor=1
        offset.flush.interval.ms=1000
        exactly.once.source.support=enabled
        topic.creation.enable=false
        connector.client.config.override.policy=All
        scheduled.rebalance.max.delay.ms=0
        # A killed worker is missed soon, so that its successor need not wait long to lead.
        session.timeout.ms=6000
        heartbeat.interval.ms=1000
        rebalance.timeout.ms=10000
        plugin.discovery=service_load
        plugin.path=%s
        """
        .formatted(bootstrap, port(), files.connectPlugins());
  }

  @Override
  protected Child.Probe probe() {
    return HttpProbe.local(port(), "/health");
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + port());
  }
}
