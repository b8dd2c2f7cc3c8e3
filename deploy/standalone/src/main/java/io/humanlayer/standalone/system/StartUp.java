package io.humanlayer.standalone.system;

import io.humanlayer.standalone.home.Progress;
import io.humanlayer.standalone.home.Progress.Line;
import io.humanlayer.standalone.infrastructure.Server;
import io.humanlayer.standalone.provision.Connectors;
import io.humanlayer.standalone.provision.Journal;
import io.humanlayer.standalone.provision.Schemas;
import io.humanlayer.standalone.provision.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/// Starts all processes of a machine, each as soon as what it needs is there.
///
/// database → registry → services; broker → topics → Connect, services; both → relays.
final class StartUp {

  private static final Duration RELAY_LIMIT = Duration.ofMinutes(3);

  /// More at once than the machine has processors only makes each of them late.
  private final Semaphore starting =
      new Semaphore(Runtime.getRuntime().availableProcessors() + 1, true);

  private final Machine machine;
  private final Map<Server, Keeper> keepers;
  private final Progress progress;

  StartUp(Machine machine, Map<Server, Keeper> keepers, Progress progress) {
    this.machine = machine;
    this.keepers = keepers;
    this.progress = progress;
  }

  /// Returns when every process is ready and every relay runs.
  void run() {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      all(threads).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private CompletableFuture<Void> all(ExecutorService threads) {
    var databases =
        CompletableFuture.runAsync(
            () -> {
              bring(machine.postgres);
              machine.databases().forEach(d -> d.ensure(machine.postgres));
            },
            threads);
    var registry =
        databases.thenRunAsync(
            () -> {
              bring(machine.registry);
              new Schemas(machine.registry.url()).register();
            },
            threads);
    var topics =
        CompletableFuture.runAsync(
            () -> {
              bring(machine.kafka);
              new Topics(machine.kafka.bootstrap()).createShared();
            },
            threads);
    var connect = topics.thenRunAsync(() -> bring(machine.connect), threads);
    var ground = CompletableFuture.allOf(registry, topics);
    var relays =
        machine.journals().entrySet().stream()
            .map(
                entry -> {
                  var instances = Objects.requireNonNull(machine.services.get(entry.getKey()));
                  var first = ground.thenRunAsync(() -> bring(instances.getFirst()), threads);
                  // Its table is there when the service has migrated its database.
                  var relay =
                      first.thenCombineAsync(connect, (_, _) -> relay(entry.getValue()), threads);
                  var others =
                      instances.stream()
                          .skip(1)
                          .map(other -> first.thenRunAsync(() -> bring(other), threads))
                          .toArray(CompletableFuture[]::new);
                  return CompletableFuture.allOf(relay, CompletableFuture.allOf(others));
                })
            .toList();
    return CompletableFuture.allOf(relays.toArray(CompletableFuture[]::new));
  }

  private void bring(Server server) {
    starting.acquireUninterruptibly();
    try {
      var began = System.nanoTime();
      var keeper = Objects.requireNonNull(keepers.get(server));
      keeper.start();
      keeper.waitReady();
      say(server.name(), began);
    } finally {
      starting.release();
    }
  }

  private Journal relay(Journal journal) {
    var began = System.nanoTime();
    var connectors = new Connectors(machine.connect.url(), machine.kafka.bootstrap());
    connectors.put(journal);
    connectors.waitRunning(journal, RELAY_LIMIT);
    say("relay of " + journal.service(), began);
    return journal;
  }

  private void say(String what, long began) {
    var seconds = (System.nanoTime() - began) / 1e9;
    progress.add(new Line.Step("%-26s ready after %4.1f s".formatted(what, seconds)));
  }
}
