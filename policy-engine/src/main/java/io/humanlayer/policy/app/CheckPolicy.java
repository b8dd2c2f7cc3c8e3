package io.humanlayer.policy.app;

import io.humanlayer.policy.core.lint.Lint;
import io.humanlayer.policy.core.lint.Lints;
import io.humanlayer.policy.core.mutation.MutationReport;
import io.humanlayer.policy.core.mutation.MutationTesting;
import io.humanlayer.policy.core.policy.Flaw;
import io.humanlayer.policy.core.policy.Grammar;
import io.humanlayer.policy.core.policy.Language;
import io.humanlayer.policy.core.policy.PolicyDocument;
import io.humanlayer.policy.core.policy.Rulebook;
import io.humanlayer.policy.core.policy.RulebookCompiler;
import io.humanlayer.policy.core.policy.Trials;
import jakarta.inject.Singleton;
import java.util.List;

/// Everything that is asked of a policy before it may be published: that it can be read, that it
/// compiles, that nothing in it is dubious, that its own tests pass and reach every rule.
@Singleton
public final class CheckPolicy {

  /// What became of a text.
  public sealed interface Result {

    /// It can be published.
    ///
    /// @param warnings what its author should think about all the same
    record Sound(PolicyDocument document, Rulebook rulebook, List<Lint> warnings)
        implements Result {
      public Sound {
        warnings = List.copyOf(warnings);
      }
    }

    /// It cannot, and why; each flaw with its line.
    record Flawed(List<Flaw> flaws) implements Result {
      public Flawed {
        flaws = List.copyOf(flaws);
      }
    }
  }

  private final PolicyTexts texts;
  private final Language language;
  private final Grammar grammar;

  public CheckPolicy(PolicyTexts texts, Language language, Grammar grammar) {
    this.texts = texts;
    this.language = language;
    this.grammar = grammar;
  }

  /// Reads, compiles, lints and tests.
  public Result check(String text) {
    return switch (texts.read(text)) {
      case PolicyDocument.Result.Flawed(List<Flaw> flaws) -> new Result.Flawed(flaws);
      case PolicyDocument.Result.Read(PolicyDocument document) -> check(document);
    };
  }

  private Result check(PolicyDocument document) {
    if (!survivesItsCanonicalForm(document)) {
      return flawed(
          document, List.of(Flaw.at("", "a text in it has characters that YAML does not allow")));
    }
    return switch (RulebookCompiler.compile(document.policy(), language)) {
      case RulebookCompiler.Result.Flawed(List<Flaw> flaws) -> flawed(document, flaws);
      case RulebookCompiler.Result.Ready(Rulebook rulebook) -> check(document, rulebook);
    };
  }

  private Result check(PolicyDocument document, Rulebook rulebook) {
    var lints = Lints.of(document.policy(), grammar);
    var flaws =
        lints.stream()
            .filter(lint -> lint.severity() == Lint.Severity.ERROR)
            .map(Lint::flaw)
            .toList();
    if (flaws.isEmpty()) {
      flaws = Trials.run(rulebook);
    }
    return flaws.isEmpty() ? new Result.Sound(document, rulebook, lints) : flawed(document, flaws);
  }

  /// How well the tests of a sound policy would notice a mistake in it.
  public MutationReport mutations(Rulebook rulebook) {
    return MutationTesting.run(rulebook, language, grammar);
  }

  /// Events carry the canonical form, and every engine must be able to read it back.
  private boolean survivesItsCanonicalForm(PolicyDocument document) {
    return texts.read(document.canonical()) instanceof PolicyDocument.Result.Read(var again)
        && again.digest().equals(document.digest());
  }

  private static Result flawed(PolicyDocument document, List<Flaw> flaws) {
    return new Result.Flawed(document.located(flaws));
  }
}
