package io.humanlayer.standalone;

import io.humanlayer.standalone.command.Down;
import io.humanlayer.standalone.command.Logs;
import io.humanlayer.standalone.command.Options;
import io.humanlayer.standalone.command.Status;
import io.humanlayer.standalone.command.Supervise;
import io.humanlayer.standalone.command.TestCounts;
import io.humanlayer.standalone.command.Up;
import io.humanlayer.standalone.infrastructure.StartFailure;
import io.humanlayer.standalone.provision.ProvisionFailure;
import java.util.List;
import java.util.Set;

/// The Java side of `./humanlayer`.
public final class Main {

  private Main() {}

  /// @param arguments a sub-command and its options
  public static void main(String[] arguments) throws Exception {
    try {
      System.exit(run(arguments[0], List.of(arguments).subList(1, arguments.length)));
    } catch (StartFailure | ProvisionFailure e) {
      System.err.println("humanlayer: " + e.getMessage());
      System.exit(1);
    }
  }

  private static int run(String command, List<String> words) throws Exception {
    return switch (command) {
      case "up" -> new Up(Options.parse(Set.of("--home", "--port", "--instances"), words)).run();
      case "supervise" ->
          Supervise.run(Options.parse(Set.of("--home", "--port", "--instances"), words));
      case "down" -> Down.run(Options.parse(Set.of("--home"), words));
      case "status" -> Status.run(Options.parse(Set.of("--home", "--json"), words));
      case "logs" -> Logs.run(Options.parse(Set.of("--home", "-f"), words));
      case "test-counts" -> {
        var options = Options.parse(Set.of(), words);
        yield TestCounts.run(
            options.project(), options.rest().equals(List.of("succeeded")), System.out);
      }
      default -> throw new StartFailure("unknown command " + command);
    };
  }
}
