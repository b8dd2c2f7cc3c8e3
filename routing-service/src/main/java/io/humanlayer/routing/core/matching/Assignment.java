package io.humanlayer.routing.core.matching;

import java.util.Arrays;

/// The cheapest way to give each row a column of its own, by the Hungarian method with potentials
/// (Kuhn 1955, Munkres 1957; the form that grows one shortest augmenting path per row).
public final class Assignment {

  /// What no cost reaches: a pair that may not be.
  public static final double FORBIDDEN = 1e6;

  /// Nobody.
  public static final int NONE = -1;

  private Assignment() {}

  /// The column of each row, or [#NONE]. As many rows as can be are served; among all ways to serve
  /// so many, the sum of the costs is the least.
  ///
  /// @param costs by row and column, from 0 to 1, or [#FORBIDDEN]
  public static int[] cheapest(double[][] costs) {
    int rows = costs.length;
    int columns = rows == 0 ? 0 : costs[0].length;
    if (rows > columns) {
      return flipped(cheapest(transposed(costs, columns)), rows);
    }
    double[] u = new double[rows + 1];
    double[] v = new double[columns + 1];
    int[] rowOf = new int[columns + 1];
    int[] way = new int[columns + 1];
    for (int row = 1; row <= rows; row++) {
      augment(costs, row, u, v, rowOf, way);
    }
    int[] columnOf = new int[rows];
    Arrays.fill(columnOf, NONE);
    for (int column = 1; column <= columns; column++) {
      if (rowOf[column] > 0 && costs[rowOf[column] - 1][column - 1] < FORBIDDEN) {
        columnOf[rowOf[column] - 1] = column - 1;
      }
    }
    return columnOf;
  }

  /// Column 0 stands for the row that is being added.
  private static void augment(
      double[][] costs, int row, double[] u, double[] v, int[] rowOf, int[] way) {
    int columns = v.length - 1;
    double[] least = new double[columns + 1];
    boolean[] used = new boolean[columns + 1];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    rowOf[0] = row;
    int at = 0;
    do {
      used[at] = true;
      int current = rowOf[at];
      int next = 0;
      double delta = Double.POSITIVE_INFINITY;
      for (int column = 1; column <= columns; column++) {
        if (used[column]) {
          continue;
        }
        double reduced = costs[current - 1][column - 1] - u[current] - v[column];
        if (reduced < least[column]) {
          least[column] = reduced;
          way[column] = at;
        }
        if (least[column] < delta) {
          delta = least[column];
          next = column;
        }
      }
      for (int column = 0; column <= columns; column++) {
        if (used[column]) {
          u[rowOf[column]] += delta;
          v[column] -= delta;
        } else {
          least[column] -= delta;
        }
      }
      at = next;
    } while (rowOf[at] != 0);
    while (at != 0) {
      int before = way[at];
      rowOf[at] = rowOf[before];
      at = before;
    }
  }

  private static double[][] transposed(double[][] costs, int columns) {
    double[][] flipped = new double[columns][costs.length];
    for (int row = 0; row < costs.length; row++) {
      for (int column = 0; column < columns; column++) {
        flipped[column][row] = costs[row][column];
      }
    }
    return flipped;
  }

  private static int[] flipped(int[] rowOf, int rows) {
    int[] columnOf = new int[rows];
    Arrays.fill(columnOf, NONE);
    for (int column = 0; column < rowOf.length; column++) {
      if (rowOf[column] != NONE) {
        columnOf[rowOf[column]] = column;
      }
    }
    return columnOf;
  }
}
