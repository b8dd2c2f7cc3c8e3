package io.humanlayer.routing.core.matching;

import static io.humanlayer.routing.core.matching.Assignment.FORBIDDEN;
import static io.humanlayer.routing.core.matching.Assignment.NONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.humanlayer.kernel.SentinelId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MatchingTest {

  private static final Instant NOON = Instant.parse("2026-05-05T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void the_assignment_is_the_best_of_all_that_there_are() {
    for (long seed = 0; seed < 3_000; seed++) {
      double[][] costs = costs(new Random(seed));

      int[] found = Assignment.cheapest(costs);

      var best = new Best();
      best.search(costs, 0, new HashSet<>(), 0, 0);
      assertThat(served(found)).as("served, seed %d", seed).isEqualTo(best.served);
      assertThat(cost(costs, found)).as("cost, seed %d", seed).isCloseTo(best.cost, within(1e-9));
      assertThat(distinct(found)).as("each person once, seed %d", seed).isTrue();
    }
  }

  @Test
  void nobody_gets_what_is_forbidden_and_nothing_comes_of_nobody() {
    assertThat(Assignment.cheapest(new double[][] {{FORBIDDEN, FORBIDDEN}})).containsExactly(NONE);
    assertThat(Assignment.cheapest(new double[][] {{0.5}, {0.1}})).containsExactly(NONE, 0);
    assertThat(Assignment.cheapest(new double[0][0])).isEmpty();
    assertThat(Assignment.cheapest(new double[][] {{}, {}})).containsExactly(NONE, NONE);
  }

  @Test
  void the_idle_and_the_rested_are_asked_first_and_rare_skills_are_kept_free() {
    var busy = load("busy", 3, HOUR, 1, 0);
    var idle = load("idle", 0, HOUR, 1, 0);
    var justAsked = load("just-asked", 0, Duration.ZERO, 1, 0);
    var scarce = load("scarce", 0, HOUR, 9, 0);
    var tired = load("tired", 0, HOUR, 1, 20);

    assertThat(Ranking.order(List.of(busy, scarce, justAsked, tired, idle), HOUR))
        .containsExactly(idle, tired, scarce, justAsked, busy);
  }

  @Test
  void among_equals_who_has_waited_longest_comes_first() {
    var longer = load("b", 0, HOUR.plusMinutes(9), 1, 0);
    var shorter = load("a", 0, HOUR.plusMinutes(1), 1, 0);

    assertThat(Ranking.order(List.of(shorter, longer), HOUR)).containsExactly(longer, shorter);
  }

  @Test
  void the_case_with_the_least_time_to_spare_comes_first_and_the_heavier_of_two_as_urgent() {
    var long_ = new Waiting<>("long", NOON.plusSeconds(600), Duration.ofMinutes(9), 0);
    var soon = new Waiting<>("soon", NOON.plusSeconds(300), Duration.ofMinutes(1), 0);
    var heavy = new Waiting<>("heavy", NOON.plusSeconds(300), Duration.ofMinutes(1), 2);

    assertThat(Waiting.inOrder(List.of(soon, heavy, long_)))
        .extracting(Waiting::name)
        .containsExactly("long", "heavy", "soon");
  }

  @Test
  void jains_index_is_one_for_equals_and_one_nth_for_a_single_one() {
    assertThat(Fairness.jain(List.of(0.3, 0.3, 0.3))).isEqualTo(1, within(1e-12));
    assertThat(Fairness.jain(List.of(0.0, 0.0, 0.0, 0.8))).isEqualTo(0.25, within(1e-12));
    assertThat(Fairness.jain(List.of(0.0, 0.0))).isEqualTo(1);
    assertThat(Fairness.jain(List.of())).isEqualTo(1);
  }

  private static Workload load(String id, int open, Duration idle, int skills, int recent) {
    return new Workload(new SentinelId(id), open, 3, idle, Duration.ofSeconds(30), skills, recent);
  }

  private static double[][] costs(Random random) {
    int rows = 1 + random.nextInt(6);
    int columns = 1 + random.nextInt(6);
    double[][] costs = new double[rows][columns];
    for (double[] row : costs) {
      for (int column = 0; column < columns; column++) {
        row[column] = random.nextInt(100) < 40 ? FORBIDDEN : random.nextInt(20) / 20.0;
      }
    }
    return costs;
  }

  private static int served(int[] columnOf) {
    int served = 0;
    for (int column : columnOf) {
      served += column == NONE ? 0 : 1;
    }
    return served;
  }

  private static double cost(double[][] costs, int[] columnOf) {
    double sum = 0;
    for (int row = 0; row < columnOf.length; row++) {
      sum += columnOf[row] == NONE ? 0 : costs[row][columnOf[row]];
    }
    return sum;
  }

  private static boolean distinct(int[] columnOf) {
    Set<Integer> seen = new HashSet<>();
    for (int column : columnOf) {
      if (column != NONE && !seen.add(column)) {
        return false;
      }
    }
    return true;
  }

  /// Tries everything.
  private static final class Best {
    int served = -1;
    double cost;

    void search(double[][] costs, int row, Set<Integer> taken, int count, double sum) {
      if (row == costs.length) {
        if (count > served || (count == served && sum < cost)) {
          served = count;
          cost = sum;
        }
        return;
      }
      search(costs, row + 1, taken, count, sum);
      for (int column = 0; column < costs[row].length; column++) {
        if (costs[row][column] < FORBIDDEN && taken.add(column)) {
          search(costs, row + 1, taken, count + 1, sum + costs[row][column]);
          taken.remove(column);
        }
      }
    }
  }
}
