package io.humanlayer.routing.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.routing.core.cases.Edit;
import io.humanlayer.routing.core.cases.Matter;
import io.humanlayer.web.StrictJson;
import java.nio.charset.StandardCharsets;

/// How policy is asked about an edit.
public final class EditQuestion {

  private EditQuestion() {}

  public static String write(Matter matter, Edit edit) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("organisation", matter.request().organisation().value())
            .put("request_id", matter.dossier().toString())
            .put("action_digest", edit.actionDigest().value())
            .put("dossier_digest", matter.dossierDigest())
            .put("type", matter.request().type())
            .put("level", matter.request().level())
            .put("expires_at", matter.latest().toString());
    json.set("arguments", StrictJson.object(edit.arguments().getBytes(StandardCharsets.UTF_8)));
    return json.toString();
  }
}
