package io.humanlayer.standalone.edge;

import io.humanlayer.standalone.infrastructure.StartFailure;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// The HTTP server of the edge.
public final class Edge {

  /// A request that waits for its decision holds a connection all the while.
  private static final int MAX_CONNECTIONS_PER_SERVICE = 512;

  private static final int CONNECT_LIMIT_MS = 2_000;

  private final int port;
  private final Function<String, List<Integer>> portsOf;
  private final Vertx vertx =
      Vertx.vertx(
          new VertxOptions()
              .setEventLoopPoolSize(2)
              .setFileSystemOptions(
                  new FileSystemOptions()
                      .setFileCachingEnabled(false)
                      .setClassPathResolvingEnabled(false)));
  private final Forwarding forwarding;

  /// @param portsOf the local ports of the instances of a service, by its name
  public Edge(int port, Function<String, List<Integer>> portsOf) {
    this.port = port;
    this.portsOf = portsOf;
    this.forwarding =
        new Forwarding(
            vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(CONNECT_LIMIT_MS),
                new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS_PER_SERVICE)));
  }

  public int port() {
    return port;
  }

  /// Returns when it listens.
  public void start() {
    var options =
        new HttpServerOptions()
            .setHost("127.0.0.1")
            .setPort(port)
            .setHttp2ClearTextEnabled(false)
            .setHandle100ContinueAutomatically(true);
    try {
      vertx
          .createHttpServer(options)
          .requestHandler(this::handle)
          .listen()
          .toCompletionStage()
          .toCompletableFuture()
          .orTimeout(20, TimeUnit.SECONDS)
          .join();
    } catch (CompletionException e) {
      throw new StartFailure("the edge cannot listen on port " + port, e);
    }
  }

  private void handle(HttpServerRequest request) {
    var path = request.path();
    if (path == null || path.isEmpty() || path.equals("/")) {
      request.response().setStatusCode(302).putHeader("location", "/console").end();
      return;
    }
    Route.of(path)
        .ifPresentOrElse(
            route -> forwarding.to(portsOf.apply(route.service()), request),
            () -> Refusals.notFound(request.response()));
  }

  public void stop() {
    vertx
        .close()
        .toCompletionStage()
        .toCompletableFuture()
        .completeOnTimeout(null, 5, TimeUnit.SECONDS)
        .join();
  }
}
