package io.humanlayer.policy.wire;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.policy.app.RuleOnEdits.Edited;
import io.humanlayer.web.JsonFields;
import io.humanlayer.web.Problem;
import io.humanlayer.web.StrictJson;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An edited Action as the routing-service asks about it.
public final class EditedJson {

  private static final int MAX_WORD = 200;

  private EditedJson() {}

  /// @throws io.humanlayer.web.ProblemException with everything that is wrong
  public static Edited read(byte @Nullable [] body) {
    var fields =
        new JsonFields(StrictJson.object(body))
            .only(
                Set.of(
                    "organisation",
                    "request_id",
                    "arguments",
                    "action_digest",
                    "dossier_digest",
                    "type",
                    "level",
                    "expires_at"));
    String organisation = fields.text("organisation", MAX_WORD);
    String request = fields.text("request_id", MAX_WORD);
    var arguments = fields.object("arguments");
    String action = fields.text("action_digest", MAX_WORD);
    String dossier = fields.text("dossier_digest", MAX_WORD);
    String type = fields.text("type", MAX_WORD);
    int level = fields.integer("level", 1, 1, 3);
    var expiresAt = fields.optionalInstant("expires_at");
    if (expiresAt == null) {
      fields.fault("expires_at", "The field is required.");
    }
    fields.check();
    try {
      return new Edited(
          new OrganisationId(organisation),
          RequestId.parse(request),
          JsonData.data(arguments),
          action,
          dossier,
          type,
          level,
          expiresAt == null ? Instant.EPOCH : expiresAt);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("", "An id is not one: " + e.getMessage()).asException();
    }
  }
}
