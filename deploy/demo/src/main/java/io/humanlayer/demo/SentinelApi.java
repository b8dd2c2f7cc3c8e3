package io.humanlayer.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a Sentinel can do: see the cases offered to them, and give a verdict.
public final class SentinelApi {

  private final Http http;

  /// @param key the Sentinel's access key
  public SentinelApi(URI edge, String key) {
    this.http = new Http(edge, key);
  }

  /// `GET /v1/cases`.
  public Answer cases() {
    return http.get("/v1/cases");
  }

  /// `GET /v1/cases/{id}`: the case with its dossier; the view is recorded.
  public Answer open(String id) {
    return http.get("/v1/cases/" + id);
  }

  /// `POST /v1/cases/{id}/verdict`.
  ///
  /// @param verdict `approve` or `reject`
  /// @param actionDigest the digest of the action that was shown
  public Answer verdict(String id, String verdict, String actionDigest, @Nullable String reason) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("verdict", verdict).put("action_digest", actionDigest);
    if (reason != null) {
      body.put("reason", reason);
    }
    return http.post("/v1/cases/" + id + "/verdict", body.toString(), Map.of());
  }
}
