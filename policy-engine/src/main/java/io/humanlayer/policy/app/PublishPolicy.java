package io.humanlayer.policy.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.policy.core.policy.Flaw;
import io.humanlayer.policy.core.policy.Language;
import io.humanlayer.policy.core.policy.PolicyDocument;
import io.humanlayer.policy.core.policy.Rulebook;
import io.humanlayer.policy.core.policy.RulebookCompiler;
import io.humanlayer.policy.core.policy.Trials;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/// Publishes a policy: it is read, compiled, and its own tests are run; only then it gets a number.
@Singleton
public final class PublishPolicy {

  /// What became of a document.
  public sealed interface Result {

    /// It has this number.
    ///
    /// @param fresh whether it got the number now
    record Published(PolicyDocument document, int number, boolean fresh) implements Result {}

    record Refused(List<Flaw> flaws) implements Result {
      public Refused {
        flaws = List.copyOf(flaws);
      }
    }
  }

  private final PolicyTexts texts;
  private final Language language;
  private final PolicyArchive archive;

  public PublishPolicy(PolicyTexts texts, Language language, PolicyArchive archive) {
    this.texts = texts;
    this.language = language;
    this.archive = archive;
  }

  public Result publish(OrganisationId organisation, String text, Instant at) {
    return switch (texts.read(text)) {
      case PolicyDocument.Result.Flawed(List<Flaw> flaws) -> new Result.Refused(flaws);
      case PolicyDocument.Result.Read(PolicyDocument document) ->
          publish(organisation, document, text, at);
    };
  }

  private Result publish(
      OrganisationId organisation, PolicyDocument document, String text, Instant at) {
    var policy = document.policy();
    if (!policy.organisation().equals(organisation)) {
      return refused("/metadata/organisation", "the policy is of another organisation");
    }
    if (!survivesItsCanonicalForm(document)) {
      return refused("", "a text in it has characters that YAML does not allow");
    }
    return switch (RulebookCompiler.compile(policy, language)) {
      case RulebookCompiler.Result.Flawed(List<Flaw> flaws) -> new Result.Refused(flaws);
      case RulebookCompiler.Result.Ready(Rulebook rulebook) -> {
        var failures = Trials.run(rulebook);
        if (!failures.isEmpty()) {
          yield new Result.Refused(failures);
        }
        var numbered =
            archive.publish(
                new PolicyArchive.Manuscript(
                    organisation,
                    policy.layer().word(),
                    policy.name(),
                    document.digest(),
                    document.canonical(),
                    text),
                at);
        yield new Result.Published(document, numbered.number(), numbered.fresh());
      }
    };
  }

  /// Events carry the canonical form, and every engine must be able to read it back.
  private boolean survivesItsCanonicalForm(PolicyDocument document) {
    return texts.read(document.canonical()) instanceof PolicyDocument.Result.Read(var again)
        && again.digest().equals(document.digest());
  }

  private static Result refused(String at, String why) {
    return new Result.Refused(List.of(Flaw.at(at, why)));
  }
}
