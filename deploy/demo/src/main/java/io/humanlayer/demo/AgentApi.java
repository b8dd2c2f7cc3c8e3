package io.humanlayer.demo;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an agent can do: ask, look, fetch the receipt.
public final class AgentApi {

  private final Http http;

  /// @param key the agent's API key
  public AgentApi(URI edge, String key) {
    this.http = new Http(edge, key);
  }

  /// `POST /v1/requests`, waiting up to `wait` for the decision.
  ///
  /// @param body the request as JSON
  public Answer ask(String body, @Nullable String idempotencyKey, Duration wait) {
    return http.post(
        "/v1/requests?wait=" + wait.toSeconds(),
        body,
        idempotencyKey == null ? Map.of() : Map.of("Idempotency-Key", idempotencyKey));
  }

  /// `GET /v1/requests/{id}`, waiting up to `wait` for the decision.
  public Answer look(String id, Duration wait) {
    return http.get("/v1/requests/" + id + "?wait=" + wait.toSeconds());
  }

  /// `GET /v1/receipts/{id}`.
  public Answer receipt(String id) {
    return http.get("/v1/receipts/" + id);
  }

  /// `GET /v1/logs`: the organisation's log, with the key that its receipts are checked against.
  public Answer log(String organisation) {
    return http.get("/v1/logs?organisation=" + organisation);
  }
}
