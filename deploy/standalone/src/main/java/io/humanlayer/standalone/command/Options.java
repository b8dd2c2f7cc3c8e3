package io.humanlayer.standalone.command;

import io.humanlayer.standalone.home.Home;
import io.humanlayer.standalone.infrastructure.StartFailure;
import io.humanlayer.standalone.system.Service;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The arguments after the sub-command.
///
/// @param port where the edge must listen, if it is pinned
/// @param instances how many there are to be of a service, by its name
/// @param rest what is no option
public record Options(
    Path project,
    Home home,
    OptionalInt port,
    Map<String, Integer> instances,
    boolean json,
    boolean follow,
    List<String> rest) {

  private static final Pattern INSTANCES = Pattern.compile("([a-z-]+)=([1-9])");

  public Options {
    instances = Map.copyOf(instances);
    rest = List.copyOf(rest);
  }

  /// @throws StartFailure on an argument that the sub-command does not know
  public static Options parse(Set<String> known, List<String> arguments) {
    var project = Path.of(System.getProperty("humanlayer.root", "")).toAbsolutePath();
    Optional<String> folder = Optional.ofNullable(System.getenv("HUMANLAYER_HOME"));
    var port = OptionalInt.empty();
    var instances = new HashMap<String, Integer>();
    var json = false;
    var follow = false;
    var rest = new ArrayList<String>();
    var words = arguments.iterator();
    while (words.hasNext()) {
      var word = words.next();
      if (word.startsWith("-") && !known.contains(word)) {
        throw new StartFailure("unknown option " + word + "; see ./humanlayer help");
      }
      switch (word) {
        case "--home" -> folder = Optional.of(value(word, words.hasNext() ? words.next() : null));
        case "--port" ->
            port = OptionalInt.of(port(value(word, words.hasNext() ? words.next() : null)));
        case "--instances" ->
            instances(value(word, words.hasNext() ? words.next() : null), instances);
        case "--json" -> json = true;
        case "-f" -> follow = true;
        default -> rest.add(word);
      }
    }
    var home = new Home(folder.map(Path::of).orElseGet(() -> project.resolve(".humanlayer")));
    return new Options(project, home, port, instances, json, follow, rest);
  }

  private static String value(String option, @Nullable String value) {
    if (value == null) {
      throw new StartFailure(option + " needs a value");
    }
    return value;
  }

  private static void instances(String text, Map<String, Integer> instances) {
    var parts = INSTANCES.matcher(text);
    if (!parts.matches() || Service.ALL.stream().noneMatch(s -> s.name().equals(parts.group(1)))) {
      throw new StartFailure(
          "--instances needs the name of a service and a number from 1 to 9, as"
              + " routing-service=2, not "
              + text);
    }
    instances.put(parts.group(1), Integer.valueOf(parts.group(2)));
  }

  private static int port(String text) {
    try {
      var port = Integer.parseInt(text);
      if (port > 0 && port < 65_536) {
        return port;
      }
    } catch (NumberFormatException e) {
      throw new StartFailure("--port needs a number, not " + text, e);
    }
    throw new StartFailure("--port needs a number from 1 to 65535, not " + text);
  }
}
