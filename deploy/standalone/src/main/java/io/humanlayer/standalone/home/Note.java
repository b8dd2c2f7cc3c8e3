package io.humanlayer.standalone.home;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// A process that an instance has started. The start time tells it from a later process to which
/// the system has given the same id.
///
/// @param ready the path to ask over HTTP whether it is ready; empty where the port alone tells
public record Note(String name, long pid, Instant started, int port, String ready, Path log) {

  /// The kernel counts in ticks from boot, and the clock is adjusted meanwhile.
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  public static Note of(String name, long pid, int port, String ready, Path log) {
    var started =
        ProcessHandle.of(pid).flatMap(p -> p.info().startInstant()).orElseGet(() -> Instant.EPOCH);
    return new Note(name, pid, started, port, ready, log);
  }

  /// The process, if it still runs.
  public Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isSame);
  }

  private boolean isSame(ProcessHandle process) {
    return process
        .info()
        .startInstant()
        .map(at -> Duration.between(started, at).abs().compareTo(TOLERANCE) < 0)
        .orElse(false);
  }

  Map<String, String> toMap() {
    return Map.of(
        "name", name,
        "pid", Long.toString(pid),
        "started", started.toString(),
        "port", Integer.toString(port),
        "ready", ready,
        "log", log.toString());
  }

  static Note fromMap(Map<String, String> map) {
    return new Note(
        value(map, "name"),
        Long.parseLong(value(map, "pid")),
        Instant.parse(value(map, "started")),
        Integer.parseInt(value(map, "port")),
        value(map, "ready"),
        Path.of(value(map, "log")));
  }

  private static String value(Map<String, String> map, String key) {
    return Objects.requireNonNull(map.get(key), key);
  }
}
