package io.humanlayer.standalone.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;

/// One Kafka node that is broker and controller. Its internal listener, on the loopback interface,
/// trusts whoever reaches it; its external one knows people by SCRAM and lets them do only what an
/// ACL allows.
public final class KafkaBroker extends Server {

  /// @param internal for the services
  /// @param external for organisations: SASL_PLAINTEXT with SCRAM-SHA-512
  public record Listeners(int internal, int external, int controller) {
    public static Listeners free() {
      return new Listeners(Ports.free(), Ports.free(), Ports.free());
    }
  }

  private final InfraFiles files;
  private final Listeners listeners;

  public KafkaBroker(InfraFiles files, Path folder, Listeners listeners) {
    super("kafka", folder, listeners.internal);
    this.files = files;
    this.listeners = listeners;
  }

  @Override
  protected Child launch() {
    var properties = folder().resolve("server.properties");
    try {
      Files.createDirectories(folder());
      Files.writeString(properties, configuration());
      if (!Files.exists(folder().resolve("data").resolve("meta.properties"))) {
        format(properties);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var flags = new ArrayList<>(JavaProgram.LATE_C2);
    flags.addAll(List.of("-Xms128m", "-Xmx512m"));
    flags.addAll(SimpleLogger.FLAGS);
    var program = program(flags, "kafka.Kafka", name());
    return Child.start(name(), log(), program.command(properties.toString()), Map.of());
  }

  private void format(Path properties) {
    var words =
        program(List.of(JavaProgram.QUICK_START), "kafka.tools.StorageTool", "kafka-format")
            .command(
                "format",
                "--ignore-formatted",
                "--cluster-id",
                Uuid.randomUuid().toString(),
                "--config",
                properties.toString());
    Child.start("kafka format", log(), words, Map.of()).waitSuccess(Duration.ofMinutes(2));
  }

  private JavaProgram program(List<String> flags, String mainClass, String cache) {
    var libraries = files.kafkaLibraries();
    return JavaProgram.ofClassPath(flags, libraries, mainClass, files.aotCache(cache));
  }

  private String configuration() {
    return """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%3$d
        listeners=INTERNAL://127.0.0.1:%1$d,EXTERNAL://127.0.0.1:%2$d,CONTROLLER://127.0.0.1:%3$d
        advertised.listeners=INTERNAL://127.0.0.1:%1$d,EXTERNAL://127.0.0.1:%2$d
        controller.listener.names=CONTROLLER
        inter.broker.listener.name=INTERNAL
        listener.security.protocol.map=INTERNAL:PLAINTEXT,EXTERNAL:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT
        listener.name.external.sasl.enabled.mechanisms=SCRAM-SHA-512
        listener.name.external.scram-sha-512.sasl.jaas.config=\
        org.apache.kafka.common.security.scram.ScramLoginModule required;
        authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
        super.users=User:ANONYMOUS
        allow.everyone.if.no.acl.found=false
        log.dirs=%4$s
        auto.create.topics.enable=false
        default.replication.factor=1
        min.insync.replicas=1
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=8
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=8
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        group.initial.rebalance.delay.ms=0
        # After kill -9 the node is let in again only when its former session has ended.
        broker.session.timeout.ms=4000
        broker.heartbeat.interval.ms=1000
        # Half-written transactions of a killed process hold every reader up until they time out.
        transaction.abort.timed.out.transaction.cleanup.interval.ms=2000
        num.network.threads=2
        num.io.threads=4
        log.cleaner.dedupe.buffer.size=16777216
        message.max.bytes=4194304
        """
        .formatted(
            listeners.internal, listeners.external, listeners.controller, folder().resolve("data"));
  }

  @Override
  protected Child.Probe probe() {
    return () -> {
      if (!Ports.isOpen(listeners.internal)) {
        return false;
      }
      try (var admin = Admin.create(adminSettings())) {
        return !admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).isEmpty();
      }
    };
  }

  private Map<String, Object> adminSettings() {
    return Map.of(
        "bootstrap.servers", bootstrap(),
        "request.timeout.ms", 4_000,
        "default.api.timeout.ms", 4_000);
  }

  /// For the services.
  public String bootstrap() {
    return "127.0.0.1:" + listeners.internal;
  }

  /// For organisations.
  public String externalBootstrap() {
    return "127.0.0.1:" + listeners.external;
  }
}
