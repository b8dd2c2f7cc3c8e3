package io.humanlayer.acceptance.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;

/// The processes of the running system, as `humanlayer status` has them.
public final class Processes {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  /// Each question starts a Java; asked without pause, they would starve what they wait for.
  private static final Duration PAUSE = Duration.ofSeconds(4);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Launcher launcher;

  /// One of them.
  public record Seen(String name, long pid, boolean ready) {}

  Processes(Launcher launcher) {
    this.launcher = launcher;
  }

  public List<Seen> all() {
    try {
      JsonNode status = JSON.readTree(launcher.run(LIMIT, "status", "--json").printed());
      return status
          .required("processes")
          .valueStream()
          .map(
              p ->
                  new Seen(
                      p.required("name").asText(),
                      p.path("pid").asLong(),
                      p.path("ready").asBoolean()))
          .toList();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("status is not JSON", e);
    }
  }

  public Seen of(String name) {
    return all().stream().filter(p -> p.name().equals(name)).findAny().orElseThrow();
  }

  /// Ends a process as a power cut would, if it lives, and does not wait for its successor.
  public void strike(String name) {
    ProcessHandle.of(of(name).pid()).ifPresent(ProcessHandle::destroyForcibly);
  }

  /// Ends a process as a power cut would, and returns when its successor is ready.
  public void kill(String name, Duration limit) {
    Seen victim = of(name);
    ProcessHandle.of(victim.pid()).orElseThrow().destroyForcibly();
    Patience.until(
        name + " is back",
        limit,
        PAUSE,
        () -> of(name),
        seen -> seen.ready() && seen.pid() != victim.pid());
  }
}
