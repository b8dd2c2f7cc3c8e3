package io.humanlayer.ledger.core.usage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The decisions of a month, counted. A decision of several Sentinels counts once, under all the
/// sources that its Sentinels were drawn from.
public record Statement(List<Line> lines) {

  /// No Sentinel was asked.
  public static final String NONE = "none";

  /// The log does not say where a Sentinel came from.
  public static final String UNRECORDED = "unrecorded";

  /// Decisions of one kind.
  ///
  /// @param leaves their entries in the log, ascending
  public record Line(String type, long level, String basis, String source, List<Long> leaves) {
    public Line {
      leaves = List.copyOf(leaves);
    }

    public int count() {
      return leaves.size();
    }
  }

  private record Key(String type, long level, String basis, String source) {}

  public Statement {
    lines = List.copyOf(lines);
  }

  /// @param registrations of the organisation's Sentinels, in any order
  public static Statement of(List<DecisionUse> decisions, List<Registration> registrations) {
    Map<String, TreeMap<Long, String>> sources = new HashMap<>();
    for (Registration it : registrations) {
      sources.computeIfAbsent(it.sentinel(), _ -> new TreeMap<>()).put(it.index(), it.source());
    }
    var counted =
        new TreeMap<Key, List<Long>>(
            Comparator.comparing(Key::type)
                .thenComparing(Key::level)
                .thenComparing(Key::basis)
                .thenComparing(Key::source));
    for (DecisionUse it : decisions) {
      var key = new Key(it.type(), it.level(), it.basis(), source(it, sources));
      counted.computeIfAbsent(key, _ -> new ArrayList<>()).add(it.index());
    }
    return new Statement(
        counted.entrySet().stream()
            .map(it -> line(it.getKey(), it.getValue().stream().sorted().toList()))
            .toList());
  }

  private static Line line(Key key, List<Long> leaves) {
    return new Line(key.type(), key.level(), key.basis(), key.source(), leaves);
  }

  private static String source(DecisionUse decision, Map<String, TreeMap<Long, String>> sources) {
    if (decision.sentinels().isEmpty()) {
      return NONE;
    }
    return decision.sentinels().stream()
        .map(sentinel -> source(sources.getOrDefault(sentinel, new TreeMap<>()), decision.index()))
        .distinct()
        .sorted()
        .collect(Collectors.joining("+"));
  }

  private static String source(TreeMap<Long, String> registered, long index) {
    var last = registered.floorEntry(index);
    return last == null ? UNRECORDED : last.getValue();
  }
}
