package io.humanlayer.policy.app;

import io.humanlayer.policy.core.policy.Flaw;
import io.humanlayer.policy.core.policy.Language;
import io.humanlayer.policy.core.policy.PolicyDocument;
import io.humanlayer.policy.core.policy.PolicyRef;
import io.humanlayer.policy.core.policy.Rulebook;
import io.humanlayer.policy.core.policy.RulebookCompiler;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Puts published policies on the shelf, compiled and ready.
@Singleton
public final class ShelvePolicies {

  private static final Logger LOG = Logger.getLogger(ShelvePolicies.class);

  private final PolicyTexts texts;
  private final Language language;
  private final PolicySeal seal;
  private final Shelf shelf;

  public ShelvePolicies(PolicyTexts texts, Language language, PolicySeal seal, Shelf shelf) {
    this.texts = texts;
    this.language = language;
    this.seal = seal;
    this.shelf = shelf;
  }

  /// @param signature null for a number that nobody signed, which nobody obeys
  public void published(
      PolicyRef policy, String digest, String document, @Nullable String signature) {
    var volume =
        signature != null && seal.verifies(policy, digest, signature)
            ? volume(digest, document)
            : new Shelf.Volume.Sealed("it is not signed by this service", digest);
    if (volume instanceof Shelf.Volume.Sealed(String why, String unread)) {
      LOG.errorf("policy %s (%s) cannot be read, humans decide instead: %s", policy, unread, why);
    }
    shelf.add(policy, volume);
  }

  public void bound(PolicyRef policy) {
    shelf.bind(policy);
  }

  private Shelf.Volume volume(String digest, String text) {
    return switch (texts.read(text)) {
      case PolicyDocument.Result.Flawed(List<Flaw> flaws) ->
          new Shelf.Volume.Sealed("it cannot be read: " + flaws, digest);
      case PolicyDocument.Result.Read(PolicyDocument document) -> {
        if (!document.digest().equals(digest)) {
          yield new Shelf.Volume.Sealed("its digest is that of another document", digest);
        }
        yield switch (RulebookCompiler.compile(document.policy(), language)) {
          case RulebookCompiler.Result.Ready(Rulebook rulebook) ->
              new Shelf.Volume.Open(rulebook, digest);
          case RulebookCompiler.Result.Flawed(List<Flaw> flaws) ->
              new Shelf.Volume.Sealed("it does not compile: " + flaws, digest);
        };
      }
    };
  }
}
