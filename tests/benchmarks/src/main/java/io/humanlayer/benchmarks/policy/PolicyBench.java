package io.humanlayer.benchmarks.policy;

import io.humanlayer.policy.core.replay.PastRequest;
import io.humanlayer.policy.core.replay.Replay;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// `./humanlayer bench policy`: nanoseconds per ruling beside bare CEL in the same run, and a
/// replay of a million requests.
public final class PolicyBench {

  private static final int REPLAYED = 1_000_000;

  private PolicyBench() {}

  /// @param arguments `quick` for a replay of a tenth
  public static void main(String[] arguments) throws RunnerException {
    var options =
        new OptionsBuilder()
            .include(Rulings.class.getName())
            .jvmArgsAppend("-XX:+UseSerialGC", "--sun-misc-unsafe-memory-access=allow")
            .build();
    Map<String, Double> nanoseconds = new TreeMap<>();
    for (var result : new Runner(options).run()) {
      var parameters = result.getParams();
      var name = parameters.getBenchmark();
      nanoseconds.put(
          parameters.getParam("size") + " " + name.substring(name.lastIndexOf('.') + 1),
          result.getPrimaryResult().getScore());
    }
    System.out.printf(
        "%n%-8s %12s %12s %8s %12s%n", "rules", "engine ns", "bare CEL ns", "ratio", "rulings/s");
    for (var size : List.of("3/1", "20/2", "500/50")) {
      double engine = nanoseconds.getOrDefault(size + " engine", Double.NaN);
      double bare = nanoseconds.getOrDefault(size + " bareCel", Double.NaN);
      System.out.printf(
          Locale.ROOT,
          "%-8s %12.0f %12.0f %8.2f %12.0f%n",
          size,
          engine,
          bare,
          engine / bare,
          1e9 / engine);
    }
    System.out.printf(
        Locale.ROOT,
        "500 rules over 50 operations cost %.2f times what 20 over two cost.%n",
        nanoseconds.getOrDefault("500/50 engine", Double.NaN)
            / nanoseconds.getOrDefault("20/2 engine", Double.NaN));
    replay(arguments.length > 0 && arguments[0].equals("quick") ? REPLAYED / 10 : REPLAYED);
  }

  private static void replay(int requests) {
    var current = Sample.of(20, 2);
    var draft = Sample.of(24, 2);
    var replay = new Replay(List.of(current.rulebook()), draft.rulebook());
    var runtime = Runtime.getRuntime();
    long before = System.nanoTime();
    for (int i = 0; i < requests; i++) {
      replay.accept(new PastRequest(Integer.toString(i), current.question(), Map.of(), null));
    }
    double seconds = (System.nanoTime() - before) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "Replay of %d requests under two policies: %.1f s on one thread, %.0f requests/s, %d MiB of heap in use.%n",
        replay.report().requests(),
        seconds,
        requests / seconds,
        (runtime.totalMemory() - runtime.freeMemory()) >> 20);
  }
}
