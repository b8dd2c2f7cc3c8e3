package io.humanlayer.routing.inbound.console;

import io.humanlayer.routing.app.Sessions.Session;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The pages there are, each with what it shows.
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
final class Pages {

  private Pages() {}

  /// @param message why the last try failed
  static native TemplateInstance signIn(@Nullable String message);

  /// @param absence none for who is there
  static native TemplateInstance cases(
      Session session, @Nullable Absence absence, List<CaseLine> open, List<CaseLine> decided);

  /// @param message why the last verdict was not taken
  static native TemplateInstance openCase(
      Session session, CaseFacts facts, Signing signing, @Nullable String message);

  /// @param message what came of the last try
  static native TemplateInstance passkeys(
      Session session, List<PasskeyLine> passkeys, @Nullable String message);

  static native TemplateInstance decidedCase(Session session, DecidedFacts facts);

  /// @param session none where nobody is signed in
  static native TemplateInstance notice(@Nullable Session session, String title, String message);
}
