package io.humanlayer.policy.app;

import io.humanlayer.policy.core.catalogue.Data;
import io.humanlayer.policy.core.catalogue.Reading;
import io.humanlayer.policy.core.grant.Fit;
import io.humanlayer.policy.core.grant.Grant;
import io.humanlayer.policy.core.policy.Answer;
import io.humanlayer.policy.core.policy.Compilation;
import io.humanlayer.policy.core.policy.Expression;
import io.humanlayer.policy.core.policy.Facts;
import io.humanlayer.policy.core.policy.Language;
import io.humanlayer.policy.core.policy.Scope;
import io.humanlayer.policy.core.request.RuledRequest;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Evaluates the conditions of grants, which see the arguments of the request and those that were
/// approved, both as the catalogue types them. What cannot be evaluated does not hold.
@Singleton
public final class SimilarRequests implements Fit.Similarity {

  /// More conditions than all organisations of an engine have; beyond it they are compiled again.
  private static final int MAX_COMPILED = 10_000;

  private record Condition(String policyDigest, String operation, String text) {}

  private final Shelf shelf;
  private final Language language;
  private final GrantTexts texts;
  private final Map<Condition, Optional<Expression<Boolean>>> compiled = new ConcurrentHashMap<>();

  public SimilarRequests(Shelf shelf, Language language, GrantTexts texts) {
    this.shelf = shelf;
    this.language = language;
    this.texts = texts;
  }

  /// Every condition of the grant must compile for at least one of the policies that ask, and hold
  /// under every one for which it compiles; a policy that cannot be read asks about everything.
  @Override
  public boolean holds(Grant grant, RuledRequest asked) {
    var approved = grant.approved();
    if (approved == null || grant.similar().isEmpty()) {
      return approved != null && sameArguments(approved, asked);
    }
    var arguments = texts.arguments(approved);
    for (var text : grant.similar()) {
      if (!holds(text, arguments, asked)) {
        return false;
      }
    }
    return true;
  }

  /// A ceiling that says nothing of similarity means the very same arguments.
  private boolean sameArguments(String approved, RuledRequest asked) {
    return texts.arguments(approved).equals(asked.request().arguments());
  }

  private boolean holds(String text, Data approved, RuledRequest asked) {
    boolean compiles = false;
    for (var policy : asked.policies()) {
      if (policy.ruling().requirement() == null) {
        continue;
      }
      if (!(shelf.await(policy.policy()) instanceof Shelf.Volume.Open(var rulebook, var digest))) {
        return false;
      }
      var catalogue = rulebook.policy().catalogue();
      var operation = asked.request().operation();
      if (!(catalogue.read(operation, asked.request().arguments())
              instanceof Reading.Known(var entry, var own))
          || !(catalogue.read(operation, approved) instanceof Reading.Known(_, var others))) {
        return false;
      }
      var condition =
          compiled(new Condition(digest, entry.name(), text), new Scope(entry, Set.of(), true));
      if (condition.isPresent()) {
        compiles = true;
        var answer =
            condition.get().of(facts(asked, entry.name(), entry.effectsInOrder(), own, others));
        if (!(answer instanceof Answer.Known<Boolean>(Boolean holds) && holds)) {
          return false;
        }
      }
    }
    return compiles;
  }

  private Optional<Expression<Boolean>> compiled(Condition condition, Scope scope) {
    if (compiled.size() > MAX_COMPILED) {
      compiled.clear();
    }
    return compiled.computeIfAbsent(
        condition,
        _ ->
            switch (language.condition(condition.text(), scope)) {
              case Compilation.Compiled<Boolean>(var expression, _) -> Optional.of(expression);
              case Compilation.Rejected<Boolean> _ -> Optional.empty();
            });
  }

  private static Facts facts(
      RuledRequest asked,
      String operation,
      List<String> effects,
      Map<String, Data> own,
      Map<String, Data> approved) {
    var request = asked.request();
    var agent = request.agent();
    var variables = new HashMap<String, Object>();
    variables.put("op", Map.of("name", operation, "effects", effects));
    variables.put("args", Data.plainFields(own));
    variables.put("approved", Map.of("args", Data.plainFields(approved)));
    variables.put(
        "agent",
        Map.of(
            "id", agent.id(),
            "name", orEmpty(agent.name()),
            "version", orEmpty(agent.version()),
            "owner", orEmpty(agent.owner())));
    variables.put("claims", Map.of("confidence", 0.0, "risk", ""));
    variables.put("limits", Map.of());
    variables.put("org", request.organisation().value());
    variables.put("now", request.submittedAt());
    return new Facts(variables);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
