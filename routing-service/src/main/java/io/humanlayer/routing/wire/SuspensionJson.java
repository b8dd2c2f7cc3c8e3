package io.humanlayer.routing.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.routing.core.suspensions.Suspension;
import io.humanlayer.routing.core.suspensions.Suspension.Scope;
import io.humanlayer.web.JsonFields;
import io.humanlayer.web.Problem;
import io.humanlayer.web.StrictJson;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A suspension as it is ordered and read.
///
/// @param by who gives the order, as the records name them
public record SuspensionJson(
    OrganisationId organisation, Scope scope, String subject, String by, String reason) {

  private static final int MAX_WORD = 100;

  /// @throws io.humanlayer.web.ProblemException with everything that is wrong
  public static SuspensionJson read(byte @Nullable [] body) {
    var fields =
        new JsonFields(StrictJson.object(body))
            .only(Set.of("organisation", "scope", "subject", "by", "reason"));
    String organisation = fields.text("organisation", MAX_WORD);
    String scope = fields.text("scope", MAX_WORD);
    @Nullable String subject = fields.optionalText("subject", Suspension.MAX_SUBJECT);
    @Nullable String by = fields.optionalText("by", MAX_WORD);
    String reason = fields.text("reason", Suspension.MAX_REASON);
    fields.check();
    Scope known = scope(scope);
    if (known != Scope.ORGANISATION && (subject == null || subject.isBlank())) {
      throw Problem.invalid("/subject", "Say which " + scope + ".").asException();
    }
    return new SuspensionJson(
        SentinelJson.organisation(organisation),
        known,
        known == Scope.ORGANISATION || subject == null ? organisation : subject,
        by == null || by.isBlank() ? "operator" : by,
        reason);
  }

  private static Scope scope(String word) {
    return switch (word) {
      case "organisation" -> Scope.ORGANISATION;
      case "agent" -> Scope.AGENT;
      case "operation" -> Scope.OPERATION;
      default ->
          throw Problem.invalid("/scope", "The scope is organisation, agent or operation.")
              .asException();
    };
  }

  public static ObjectNode write(Suspension suspension) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", suspension.id().toString())
        .put("organisation", suspension.organisation().value())
        .put("scope", suspension.scope().name().toLowerCase(Locale.ROOT))
        .put("subject", suspension.subject())
        .put("by", suspension.by())
        .put("reason", suspension.reason())
        .put("since", suspension.at().toString());
  }
}
