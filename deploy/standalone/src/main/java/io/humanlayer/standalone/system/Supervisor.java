package io.humanlayer.standalone.system;

import io.humanlayer.standalone.edge.Edge;
import io.humanlayer.standalone.home.Home;
import io.humanlayer.standalone.home.Note;
import io.humanlayer.standalone.home.Notes;
import io.humanlayer.standalone.home.Progress.Line;
import io.humanlayer.standalone.infrastructure.Server;
import io.humanlayer.standalone.provision.Connectors;
import io.humanlayer.standalone.seed.Seeding;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// The life of an instance: everything started, kept alive, and ended in the opposite order.
public final class Supervisor {

  private static final int WATCH_SECONDS = 2;

  private final Home home;
  private final Machine machine;
  private final Edge edge;
  private final Seeding seeding;
  private final Map<Server, Keeper> keepers = new LinkedHashMap<>();
  private final ScheduledExecutorService watches = Executors.newScheduledThreadPool(2);

  /// @param project the root of the project
  /// @param edgePort where the edge listens
  /// @param instances how many there are of a service, by its name, where it is more than one
  public Supervisor(Home home, Path project, int edgePort, Map<String, Integer> instances) {
    this.home = home;
    this.machine = new Machine(home, project, edgePort, instances);
    this.edge = new Edge(edgePort, machine::portsOf);
    this.seeding = new Seeding(home, project.resolve("deploy/standalone/seed"), edgePort);
    machine.all().forEach(s -> keepers.put(s, new Keeper(s, home.notes())));
  }

  /// Returns when the whole system is ready and seeded.
  public void up() {
    var self = ProcessHandle.current().pid();
    home.notes().write(Note.of(Notes.SUPERVISOR, self, edge.port(), "", home.supervisorLog()));
    edge.start();
    new StartUp(machine, keepers, home.progress()).run();
    watch();
    seeding.run();
    home.progress().add(new Line.Step("demo organisation          seeded"));
  }

  private void watch() {
    var connectors = new Connectors(machine.connect.url(), machine.kafka.bootstrap());
    var relays = new RelayWatch(connectors, machine.journals().values());
    var organisations = new OrganisationWatch(machine.kafka.bootstrap(), home.secrets());
    for (var watch : List.of(relays, organisations)) {
      var _ = watches.scheduleWithFixedDelay(watch, 0, WATCH_SECONDS, TimeUnit.SECONDS);
    }
  }

  /// First what takes in new work, last what keeps it.
  public void down() {
    watches.shutdownNow();
    edge.stop();
    stop(machine.processes());
    stop(List.of(machine.connect, machine.registry));
    stop(List.of(machine.kafka));
    stop(List.of(machine.postgres));
    home.notes().forget(Notes.SUPERVISOR);
  }

  private void stop(List<? extends Server> tier) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      tier.forEach(s -> threads.execute(Objects.requireNonNull(keepers.get(s))::stop));
    }
  }
}
