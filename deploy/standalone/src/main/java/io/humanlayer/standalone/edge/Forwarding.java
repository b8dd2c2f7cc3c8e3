package io.humanlayer.standalone.edge;

import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Passes a request on and its answer back, both as streams, with nothing held back. Instances take
/// turns; one that cannot be reached has been told nothing, so that the next may have its turn.
final class Forwarding {

  private final HttpClient client;
  private final AtomicInteger turn = new AtomicInteger();

  Forwarding(HttpClient client) {
    this.client = client;
  }

  /// @param ports of the instances, any of which may answer
  void to(List<Integer> ports, HttpServerRequest request) {
    request.pause();
    var inTurn = new ArrayList<>(ports);
    Collections.rotate(inTurn, Math.floorMod(turn.getAndIncrement(), ports.size()));
    reach(inTurn, request);
  }

  private void reach(List<Integer> ports, HttpServerRequest request) {
    int port = ports.getFirst();
    var target =
        new RequestOptions()
            .setHost("127.0.0.1")
            .setPort(port)
            .setMethod(request.method())
            .setURI(request.uri());
    client
        .request(target)
        .onSuccess(onward -> send(request, onward))
        .onFailure(
            e -> {
              if (ports.size() > 1) {
                reach(ports.subList(1, ports.size()), request);
              } else {
                request.resume();
                Refusals.unavailable(request.response());
              }
            });
  }

  private static void send(HttpServerRequest request, HttpClientRequest onward) {
    Headers.copy(request.headers(), onward.headers());
    onward.headers().remove("x-forwarded-for").remove("forwarded");
    onward.putHeader("x-forwarded-for", request.remoteAddress().hostAddress());
    onward.putHeader("x-forwarded-proto", "http");
    onward.putHeader("x-forwarded-host", String.valueOf(request.getHeader(HttpHeaders.HOST)));
    if (request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
      onward.setChunked(true);
    }
    // Who no longer waits for the answer frees the service from making it.
    request.response().closeHandler(_ -> onward.reset());
    onward
        .response()
        .onSuccess(answer -> answer(request, answer))
        .onFailure(
            e -> {
              if (!request.response().closed() && !request.response().headWritten()) {
                Refusals.unavailable(request.response());
              }
            });
    request.pipeTo(onward).onFailure(e -> onward.reset());
  }

  private static void answer(HttpServerRequest request, HttpClientResponse answer) {
    var response = request.response();
    response.setStatusCode(answer.statusCode());
    Headers.copy(answer.headers(), response.headers());
    var bodyless =
        request.method().equals(HttpMethod.HEAD)
            || answer.statusCode() == 204
            || answer.statusCode() == 304;
    if (!bodyless && answer.getHeader(HttpHeaders.CONTENT_LENGTH) == null) {
      response.setChunked(true);
    }
    // An answer that breaks off must not look like a whole one.
    answer.pipeTo(response).onFailure(e -> request.connection().close());
  }
}
