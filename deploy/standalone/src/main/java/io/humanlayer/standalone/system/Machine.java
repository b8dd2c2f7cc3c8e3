package io.humanlayer.standalone.system;

import io.humanlayer.standalone.home.Home;
import io.humanlayer.standalone.infrastructure.ConnectWorker;
import io.humanlayer.standalone.infrastructure.InfraFiles;
import io.humanlayer.standalone.infrastructure.KafkaBroker;
import io.humanlayer.standalone.infrastructure.PostgresServer;
import io.humanlayer.standalone.infrastructure.SchemaRegistry;
import io.humanlayer.standalone.infrastructure.Server;
import io.humanlayer.standalone.provision.Database;
import io.humanlayer.standalone.provision.Journal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// All processes of one instance, with their ports, secrets and environments; none is started yet.
public final class Machine {

  private static final String REGISTRY = "registry";

  private final Home home;
  private final int edgePort;
  final PostgresServer postgres;
  final KafkaBroker kafka;
  final SchemaRegistry registry;
  final ConnectWorker connect;

  /// Of each service its instances, the first of which the other services call.
  final Map<Service, List<ServiceProcess>> services = new LinkedHashMap<>();

  /// @param project the root of the project, whose build the services are taken from
  /// @param instances how many there are of a service, by its name, where it is more than one
  Machine(Home home, Path project, int edgePort, Map<String, Integer> instances) {
    this.home = home;
    this.edgePort = edgePort;
    var files = InfraFiles.locate();
    var ports = home.ports();
    postgres = new PostgresServer(files, home.of("postgres"), ports.claim("postgres"));
    kafka =
        new KafkaBroker(
            files,
            home.of("kafka"),
            new KafkaBroker.Listeners(
                ports.claim("kafka"),
                ports.claim("kafka-external"),
                ports.claim("kafka-controller")));
    registry =
        new SchemaRegistry(
            files, home.of(REGISTRY), ports.claim(REGISTRY), storage(database(REGISTRY, false)));
    connect =
        new ConnectWorker(files, home.of("connect"), ports.claim("connect"), kafka.bootstrap());
    var portOf = new HashMap<Service, Integer>();
    Service.ALL.forEach(s -> portOf.put(s, ports.claim(s.name())));
    for (var service : Service.ALL) {
      var processes = new ArrayList<ServiceProcess>();
      for (var number = 1; number <= instances.getOrDefault(service.name(), 1); number++) {
        var name = number == 1 ? service.name() : service.name() + "-" + number;
        var port = number == 1 ? Objects.requireNonNull(portOf.get(service)) : ports.claim(name);
        processes.add(
            new ServiceProcess(
                name,
                home.of(name),
                port,
                service.folder(project),
                environment(service, port, portOf)));
      }
      services.put(service, List.copyOf(processes));
    }
  }

  private Map<String, String> environment(Service service, int port, Map<Service, Integer> portOf) {
    var database = service.database();
    var secrets = home.secrets();
    return Map.ofEntries(
        Map.entry("HL_HTTP_HOST", "127.0.0.1"),
        Map.entry("HL_HTTP_PORT", Integer.toString(port)),
        Map.entry("HL_KAFKA", kafka.bootstrap()),
        Map.entry("HL_DB_URL", postgres.jdbcUrl(database)),
        Map.entry("HL_DB_USER", database),
        Map.entry("HL_DB_PASSWORD", secrets.databasePassword(database)),
        Map.entry("HL_REGISTRY_URL", registry.url().toString()),
        Map.entry("HL_OPERATOR_TOKEN", secrets.operatorToken()),
        Map.entry("HL_SERVICE_TOKEN", secrets.serviceToken()),
        Map.entry("HL_MASTER_KEY", secrets.masterKey()),
        Map.entry("HL_GATEWAY_URL", "http://127.0.0.1:" + portOf.get(Service.GATEWAY)),
        Map.entry("HL_POLICY_URL", "http://127.0.0.1:" + portOf.get(Service.POLICY)),
        Map.entry("HL_ROUTING_URL", "http://127.0.0.1:" + portOf.get(Service.ROUTING)),
        Map.entry("HL_PUBLIC_URL", "http://localhost:" + edgePort),
        // Whoever runs this on one machine has their webhook receivers on it too.
        Map.entry("HL_ALLOW_PRIVATE_WEBHOOKS", "true"));
  }

  private SchemaRegistry.Storage storage(Database database) {
    return new SchemaRegistry.Storage.Postgres(
        postgres.jdbcUrl(database.name()), database.name(), database.password());
  }

  private Database database(String name, boolean relayed) {
    return new Database(name, home.secrets().databasePassword(name), relayed);
  }

  /// One per service, and the registry's.
  List<Database> databases() {
    var all = new ArrayList<Database>();
    all.add(database(REGISTRY, false));
    Service.ALL.forEach(s -> all.add(database(s.database(), true)));
    return all;
  }

  /// The journal of each service.
  Map<Service, Journal> journals() {
    var all = new LinkedHashMap<Service, Journal>();
    for (var service : Service.ALL) {
      var name = service.database();
      var password = home.secrets().databasePassword(name);
      all.put(service, new Journal(service.name(), postgres.port(), name, name, password));
    }
    return all;
  }

  /// The ports of the instances of the service of this name.
  List<Integer> portsOf(String name) {
    return services.entrySet().stream()
        .filter(entry -> entry.getKey().name().equals(name))
        .flatMap(entry -> entry.getValue().stream())
        .map(Server::port)
        .toList();
  }

  /// All instances of all services.
  List<ServiceProcess> processes() {
    return services.values().stream().flatMap(List::stream).toList();
  }

  /// Those that others stand on come first.
  List<Server> all() {
    var all = new ArrayList<Server>(List.of(postgres, kafka, registry, connect));
    all.addAll(processes());
    return all;
  }

  /// Where `status` asks the server over HTTP whether it is ready; empty if the port tells.
  static String readyPath(Server server) {
    return switch (server) {
      case SchemaRegistry _ -> "/apis/ccompat/v7/subjects";
      case ConnectWorker _ -> "/health";
      case ServiceProcess _ -> ServiceProcess.READY;
      default -> "";
    };
  }
}
