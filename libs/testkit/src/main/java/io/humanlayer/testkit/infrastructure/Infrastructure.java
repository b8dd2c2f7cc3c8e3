package io.humanlayer.testkit.infrastructure;

/// A running broker, database and registry.
sealed interface Infrastructure extends AutoCloseable permits Containers, LocalProcesses {

  /// How a service reaches its database.
  record Database(String url, String user, String password) {}

  static Infrastructure start() {
    return DockerEngine.answers() ? Containers.start() : LocalProcesses.start();
  }

  /// The bootstrap servers of the broker.
  String kafka();

  /// The base address of the registry's Confluent-compatible API.
  String registry();

  /// An empty database that belongs to its user.
  Database database();

  @Override
  void close();
}
