package io.humanlayer.gateway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.gateway.core.catalogue.Catalogue;
import io.humanlayer.gateway.core.catalogue.Catalogue.Operation;
import io.humanlayer.gateway.core.intake.Edit;
import io.humanlayer.gateway.core.intake.EditedAction;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.proof.ActionDigest;
import io.humanlayer.proof.CanonicalJson;
import io.humanlayer.web.JsonFields;
import io.humanlayer.web.StrictJson;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// An edit as the routing-service sends it, and what it makes of an Action. Edited arguments come
/// to their normal form as those that an Agent sends, and so does their digest.
public final class EditJson {

  private static final int MAX_DIGEST = 100;

  private EditJson() {}

  /// @throws io.humanlayer.web.ProblemException with everything that is wrong
  public static Edit read(byte @Nullable [] body) {
    var fields = new JsonFields(StrictJson.object(body)).only(Set.of("base", "changes"));
    var edit = new Edit(fields.text("base", MAX_DIGEST), fields.object("changes").toString());
    fields.check();
    return edit;
  }

  public static ObjectNode write(EditedAction action) {
    ObjectNode json = ExactJson.object();
    json.put("action_digest", action.digest());
    json.set("arguments", ExactJson.parse(action.arguments()));
    action.changed().stream().sorted().forEach(json.putArray("changed")::add);
    return json;
  }

  /// What `changes` make of the Action in a dossier.
  ///
  /// @param base the arguments that they start from
  /// @throws io.humanlayer.web.ProblemException with every argument that cannot be taken
  public static EditedAction apply(
      OrganisationId org, String content, String base, String changes, Catalogue catalogue) {
    JsonNode dossier = ExactJson.parse(content);
    Operation operation = catalogue.resolve(dossier.path("operation").asText());
    ObjectNode before = (ObjectNode) ExactJson.parse(base);
    ObjectNode after = before.deepCopy();
    after.setAll((ObjectNode) ExactJson.parse(changes));
    var fields = new JsonFields(after);
    ObjectNode normal = Arguments.normalise(after, operation, fields);
    fields.check();
    String arguments = Arguments.canonical(normal, fields);
    fields.check();
    ObjectNode old = Arguments.normalise(before, operation, new JsonFields(before));
    var changed = new TreeSet<String>();
    normal.properties().stream()
        .filter(it -> !same(it.getValue(), old.get(it.getKey())))
        .forEach(it -> changed.add(it.getKey()));
    String digest =
        ActionDigest.of(
            org.value(),
            dossier.path("agent").asText(),
            operation.name(),
            dossier.path("target").textValue(),
            arguments);
    return new EditedAction(digest, arguments, changed);
  }

  private static boolean same(JsonNode value, @Nullable JsonNode other) {
    return other != null && canonical(value).equals(canonical(other));
  }

  private static String canonical(JsonNode value) {
    return CanonicalJson.of("[" + value + "]");
  }
}
