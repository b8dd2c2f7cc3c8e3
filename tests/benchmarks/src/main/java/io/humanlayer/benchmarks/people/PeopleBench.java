package io.humanlayer.benchmarks.people;

import io.humanlayer.benchmarks.people.Week.Choice;
import io.humanlayer.routing.core.matching.Assignment;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/// `./humanlayer bench people`.
public final class PeopleBench {

  private static final int SEEDS = 5;
  private static final int RUNS = 101;
  private static final double ELIGIBLE = 0.2;

  private PeopleBench() {}

  public static void main(String[] arguments) {
    System.out.printf(
        "A week of %d Sentinels, %d panels; Jain's index of the share of their time that they"
            + " worked (mean of %d weeks)%n%n",
        Week.PEOPLE, Week.PANELS, SEEDS);
    System.out.printf(
        "%-12s %9s %9s %9s %12s %12s%n",
        "chosen", "cases", "unserved", "all", "worst shift", "worst panel");
    for (Choice choice : Choice.values()) {
      week(choice);
    }
    System.out.printf("%n%-28s %9s %9s%n", "best assignment, ms", "p50", "p99");
    assignment(50, 200);
    assignment(500, 1_000);
  }

  private static void week(Choice choice) {
    var weeks = IntStream.range(0, SEEDS).mapToObj(seed -> new Week(seed, choice).run()).toList();
    System.out.printf(
        Locale.ROOT,
        "%-12s %9.0f %9.1f %9.3f %12.3f %12.3f%n",
        choice.name().toLowerCase(Locale.ROOT).replace('_', ' '),
        weeks.stream().mapToInt(Week::cases).average().orElseThrow(),
        weeks.stream().mapToInt(Week::unserved).average().orElseThrow(),
        weeks.stream().mapToDouble(Week::fairness).average().orElseThrow(),
        weeks.stream()
            .mapToDouble(
                it -> IntStream.range(0, 3).mapToDouble(it::fairnessInShift).min().orElseThrow())
            .average()
            .orElseThrow(),
        weeks.stream()
            .mapToDouble(
                it ->
                    IntStream.range(0, Week.PANELS)
                        .mapToDouble(it::fairnessOfPanel)
                        .min()
                        .orElseThrow())
            .average()
            .orElseThrow());
  }

  private static void assignment(int cases, int people) {
    var random = new Random(cases);
    double[] millis = new double[RUNS];
    long served = 0;
    for (int run = -RUNS / 4; run < RUNS; run++) {
      double[][] costs = costs(cases, people, random);
      long start = System.nanoTime();
      int[] columns = Assignment.cheapest(costs);
      double took = (System.nanoTime() - start) / 1e6;
      if (run >= 0) {
        millis[run] = took;
        served += Arrays.stream(columns).filter(it -> it != Assignment.NONE).count();
      }
    }
    Arrays.sort(millis);
    System.out.printf(
        Locale.ROOT,
        "%-28s %9.2f %9.2f%n",
        cases + " cases x " + people + " people (" + served / RUNS + ")",
        millis[RUNS / 2],
        millis[RUNS * 99 / 100]);
  }

  private static double[][] costs(int cases, int people, Random random) {
    double[][] costs = new double[cases][people];
    for (double[] row : costs) {
      for (int column = 0; column < people; column++) {
        row[column] = random.nextDouble() < ELIGIBLE ? random.nextDouble() : Assignment.FORBIDDEN;
      }
    }
    return costs;
  }
}
