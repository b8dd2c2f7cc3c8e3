package io.humanlayer.policy.core.replay;

import io.humanlayer.policy.core.policy.Demand;
import io.humanlayer.policy.core.policy.JoinedRuling;
import io.humanlayer.policy.core.policy.LayerRuling;
import io.humanlayer.policy.core.policy.Question;
import io.humanlayer.policy.core.policy.Rule;
import io.humanlayer.policy.core.policy.Rulebook;
import io.humanlayer.policy.core.policy.Ruling;
import io.humanlayer.policy.core.replay.PastRequest.Human;
import io.humanlayer.policy.core.replay.ReplayReport.Loosened;
import io.humanlayer.policy.core.replay.ReplayReport.Transition;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Asks two sets of policies the same past questions, one after the other.
public final class Replay {

  static final int MAX_LOOSENED = 1_000;
  static final int MAX_AGENTS = 10_000;
  static final int MAX_MOVERS = 20;

  private final List<Rulebook> before;
  private final List<Rulebook> after;
  private final Rulebook draft;
  private final Map<Transition, Long> matrix = new HashMap<>();
  private final List<Loosened> rejected = new ArrayList<>();
  private final List<Loosened> loosened = new ArrayList<>();
  private final Map<String, Long> loadBefore = new TreeMap<>();
  private final Map<String, Long> loadAfter = new TreeMap<>();
  private final Map<String, Long> movers = new HashMap<>();
  private final Set<String> matched = new HashSet<>();
  private long requests;
  private long blocking;
  private long requirementChanged;
  private long errors;

  /// @param current the policies in force, of all layers
  /// @param draft takes the place of the one of its layer and name
  public Replay(List<Rulebook> current, Rulebook draft) {
    this.before = List.copyOf(current);
    this.draft = draft;
    this.after =
        Stream.concat(current.stream().filter(book -> !sameTitle(book, draft)), Stream.of(draft))
            .toList();
  }

  private static boolean sameTitle(Rulebook one, Rulebook other) {
    return one.policy().layer() == other.policy().layer()
        && one.policy().name().equals(other.policy().name());
  }

  /// Replays one request.
  public void accept(PastRequest past) {
    requests++;
    var then = JoinedRuling.of(rulings(before, past));
    var nowByLayer = rulings(after, past);
    var now = JoinedRuling.of(nowByLayer);
    note(nowByLayer.getLast());
    var transition = new Transition(then.ruling(), now.ruling());
    matrix.merge(transition, 1L, Long::sum);
    load(then, loadBefore);
    load(now, loadAfter);
    if (then.ruling() != now.ruling()) {
      mover(past.question());
    } else if (!Objects.equals(then.requirement(), now.requirement())) {
      requirementChanged++;
    }
    if (transition.loosens()) {
      loosen(past, transition);
    }
  }

  private void note(LayerRuling ruling) {
    matched.addAll(ruling.rules());
    if (!ruling.errors().isEmpty()) {
      errors++;
    }
  }

  private void mover(Question question) {
    var agent = question.agent().id();
    if (movers.size() < MAX_AGENTS || movers.containsKey(agent)) {
      movers.merge(agent, 1L, Long::sum);
    }
  }

  private void loosen(PastRequest past, Transition transition) {
    boolean wasRejected = past.human() == Human.REJECTED;
    if (wasRejected && transition.after() == Ruling.ALLOW) {
      blocking++;
    }
    var into = wasRejected ? rejected : loosened;
    if (into.size() < MAX_LOOSENED) {
      into.add(
          new Loosened(
              past.id(),
              past.question().agent().id(),
              past.question().operation(),
              transition,
              wasRejected));
    }
  }

  private static void load(JoinedRuling ruling, Map<String, Long> into) {
    var requirement = ruling.requirement();
    if (requirement != null) {
      requirement
          .panels()
          .forEach(
              (panel, quorum) -> into.merge(panel.name(), (long) quorum.approvals(), Long::sum));
    }
  }

  private static List<LayerRuling> rulings(List<Rulebook> books, PastRequest past) {
    var rulings = new ArrayList<LayerRuling>(books.size());
    for (var book : books) {
      rulings.add(ruling(book, past));
    }
    return rulings;
  }

  /// What one policy says of a past request, on the limits as they were; a limit that was not
  /// recorded holds this request alone.
  public static LayerRuling ruling(Rulebook book, PastRequest past) {
    var hearing = book.hear(past.question());
    return hearing.rule(
        hearing.demands().isEmpty() ? Map.of() : limits(book, past, hearing.demands()));
  }

  /// How the limits of a policy stood for a past request.
  public static Map<String, BigDecimal> limits(
      Rulebook book, PastRequest past, List<Demand> demands) {
    var title = book.policy().layer().word() + "/" + book.policy().name() + "/";
    var limits = new HashMap<String, BigDecimal>();
    for (var demand : demands) {
      var recorded = past.limits().get(title + demand.limit());
      limits.put(demand.limit(), recorded == null ? demand.amount() : recorded);
    }
    return limits;
  }

  /// What came of it so far.
  public ReplayReport report() {
    var first = Stream.concat(rejected.stream(), loosened.stream()).limit(MAX_LOOSENED).toList();
    var top = new LinkedHashMap<String, Long>();
    movers.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MAX_MOVERS)
        .forEach(entry -> top.put(entry.getKey(), entry.getValue()));
    var unmatched = new LinkedHashSet<String>();
    draft.policy().rules().stream()
        .map(Rule::id)
        .filter(id -> !matched.contains(id))
        .forEach(unmatched::add);
    return new ReplayReport(
        requests,
        Map.copyOf(matrix),
        first,
        blocking,
        requirementChanged,
        new TreeMap<>(loadBefore),
        new TreeMap<>(loadAfter),
        top,
        unmatched,
        errors);
  }
}
