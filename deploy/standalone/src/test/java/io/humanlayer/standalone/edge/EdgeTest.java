package io.humanlayer.standalone.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.humanlayer.standalone.infrastructure.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EdgeTest {

  private static final String GATEWAY = "request-gateway";

  private final HttpClient http = HttpClient.newHttpClient();
  private HttpServer gateway;
  private Edge edge;

  @BeforeEach
  void an_edge_before_a_gateway_with_no_other_service() throws IOException {
    gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    gateway.start();
    var nobody = Ports.free();
    edge =
        new Edge(
            Ports.free(),
            service ->
                service.equals(GATEWAY)
                    ? List.of(nobody, gateway.getAddress().getPort())
                    : List.of(nobody, nobody));
    edge.start();
  }

  @AfterEach
  void stop() {
    edge.stop();
    gateway.stop(0);
  }

  @Test
  void a_request_and_its_answer_pass_whole() throws Exception {
    var body = "x".repeat(3_000_000);
    gateway.createContext("/v1/requests", EdgeTest::echo);

    var answer = send("/v1/requests?wait=10&a=%20b", body);

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.headers().firstValue("x-seen"))
        .contains("POST /v1/requests?wait=10&a=%20b key-1 localhost:" + edge.port());
    assertThat(answer.body()).isEqualTo(body);
  }

  @Test
  void while_one_instance_is_away_the_other_answers_each_request() throws Exception {
    gateway.createContext("/v1/requests", EdgeTest::echo);

    for (int i = 0; i < 4; i++) {
      assertThat(send("/v1/requests", "body " + i).body()).isEqualTo("body " + i);
    }
  }

  @Test
  void an_event_is_passed_on_before_the_next_one_happens() throws Exception {
    var read = new CountDownLatch(1);
    gateway.createContext(
        "/v1/requests/1/events",
        exchange -> {
          exchange.getResponseHeaders().set("content-type", "text/event-stream");
          exchange.sendResponseHeaders(200, 0);
          try (var out = exchange.getResponseBody()) {
            out.write("data: pending\n\n".getBytes(UTF_8));
            out.flush();
            assertThat(await(read)).isTrue();
            out.write("data: approved\n\n".getBytes(UTF_8));
          }
        });

    var answer = http.send(request("/v1/requests/1/events").build(), BodyHandlers.ofInputStream());

    try (var lines = new BufferedReader(new InputStreamReader(answer.body(), UTF_8))) {
      assertThat(lines.readLine()).isEqualTo("data: pending");
      read.countDown();
      assertThat(lines.readLine()).isEmpty();
      assertThat(lines.readLine()).isEqualTo("data: approved");
    }
  }

  @Test
  void an_answer_that_breaks_off_does_not_look_whole() {
    gateway.createContext(
        "/v1/requests",
        exchange -> {
          exchange.sendResponseHeaders(200, 1_000);
          exchange.getResponseBody().write(new byte[10]);
          exchange.getResponseBody().flush();
          exchange.close();
        });

    assertThatThrownBy(() -> get("/v1/requests")).isInstanceOf(IOException.class);
  }

  @Test
  void a_service_that_does_not_answer_is_a_problem_that_asks_to_try_again() throws Exception {
    var answer = get("/v1/cases");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(answer.headers().firstValue("retry-after")).isPresent();
    assertThat(answer.body()).contains("\"type\":\"/problems/unavailable\"");
  }

  @Test
  void what_is_meant_for_operators_or_other_services_is_not_found() throws Exception {
    gateway.createContext("/", EdgeTest::echo);

    for (var path :
        new String[] {
          "/q/health",
          "/q/metrics",
          "/v1/dossiers/1",
          "/v1",
          "/v1/requestsX",
          "/v1/requests/../dossiers/1",
          "/v1/requests/%2e%2e/dossiers/1",
          "/v1/requests/..%2Fdossiers/1",
          "/v1/requests//q/health",
          "/v1/requests;/../dossiers/1"
        }) {
      assertThat(raw(path)).as(path).startsWith("HTTP/1.1 404");
    }
    assertThat(raw("/v1/requests/1")).startsWith("HTTP/1.1 202");
  }

  @Test
  void the_root_leads_to_the_console() throws Exception {
    var answer = get("/");

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("location")).contains("/console");
  }

  private static void echo(HttpExchange exchange) throws IOException {
    var seen =
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + " "
            + exchange.getRequestHeaders().getFirst("x-api-key")
            + " "
            + exchange.getRequestHeaders().getFirst("host");
    var body = exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("x-seen", seen);
    exchange.sendResponseHeaders(202, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(request(path).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> send(String path, String body) throws Exception {
    var request = request(path).header("x-api-key", "key-1").POST(BodyPublishers.ofString(body));
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + edge.port() + path));
  }

  /// The status line for a path that an HTTP client would tidy up.
  private String raw(String path) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), edge.port())) {
      var text = "GET " + path + " HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
      socket.getOutputStream().write(text.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8).lines().findFirst().get();
    }
  }
}
