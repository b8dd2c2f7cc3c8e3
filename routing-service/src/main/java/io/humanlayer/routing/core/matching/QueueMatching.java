package io.humanlayer.routing.core.matching;

import io.humanlayer.kernel.SentinelId;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// Gives the people who are free to the seats that wait for them, each one seat, so that as many
/// seats as possible are served at the least cost. Where there are fewer people than seats, those
/// come first whose case is more urgent.
public final class QueueMatching {

  private QueueMatching() {}

  /// A seat that waits.
  ///
  /// @param <T> what names it
  /// @param scores how little it suits each of those who may sit there, from 0 to 1
  public record WaitingSeat<T>(T name, Map<SentinelId, Double> scores) {
    public WaitingSeat {
      scores = Map.copyOf(scores);
    }
  }

  /// Who is to be asked for which seat, by its place in `seats`; whoever has to wait is not in it.
  ///
  /// @param seats the most urgent first
  public static <T> Map<Integer, SentinelId> of(List<WaitingSeat<T>> seats) {
    var found = new LinkedHashSet<SentinelId>();
    seats.forEach(seat -> found.addAll(seat.scores().keySet()));
    List<SentinelId> people =
        found.stream().sorted((a, b) -> a.value().compareTo(b.value())).toList();
    double[][] costs = new double[seats.size()][people.size()];
    for (int row = 0; row < seats.size(); row++) {
      for (int column = 0; column < people.size(); column++) {
        costs[row][column] = cost(seats, row, people.get(column));
      }
    }
    int[] columns = people.isEmpty() ? new int[0] : Assignment.cheapest(costs);
    Map<Integer, SentinelId> assigned = new HashMap<>();
    for (int row = 0; row < columns.length; row++) {
      if (columns[row] != Assignment.NONE) {
        assigned.put(row, people.get(columns[row]));
      }
    }
    return assigned;
  }

  /// Half of it is the place in the queue, so that a seat that is passed over is one that can wait.
  private static <T> double cost(List<WaitingSeat<T>> seats, int row, SentinelId person) {
    Double score = seats.get(row).scores().get(person);
    return score == null ? Assignment.FORBIDDEN : (score + (double) row / seats.size()) / 2;
  }
}
