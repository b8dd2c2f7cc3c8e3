package io.humanlayer.notifier;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// An agent's own HTTP server, which answers as it is told and keeps what it gets.
final class CallbackReceiverStand implements AutoCloseable {

  /// One call as it came in.
  record Call(Map<String, String> headers, String body) {}

  private final HttpServer server;
  private final Map<String, List<Call>> calls = new ConcurrentHashMap<>();
  private final Map<String, Queue<Integer>> answers = new ConcurrentHashMap<>();

  CallbackReceiverStand() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  /// A URL at which the first calls are answered with `statuses`, and all others with 204.
  String expecting(String request, Integer... statuses) {
    answers.put("/" + request, new ArrayDeque<>(List.of(statuses)));
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + request;
  }

  List<Call> calls(String request) {
    return calls.getOrDefault("/" + request, List.of());
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Map<String, String> headers = new ConcurrentHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Integer status = answers.getOrDefault(path, new ArrayDeque<>()).poll();
    calls.computeIfAbsent(path, _ -> new CopyOnWriteArrayList<>()).add(new Call(headers, body));
    exchange.sendResponseHeaders(status == null ? 204 : status, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
