package io.humanlayer.notifier.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.humanlayer.notifier.core.delivery.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallbackSenderTest {

  private static final SSLSocketFactory TLS = (SSLSocketFactory) SSLSocketFactory.getDefault();

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final CallbackSender anywhere =
      new CallbackSender(new CallbackSettings(true, TLS, LIMIT), Clock.systemUTC());
  private final CallbackSender outsideOnly =
      new CallbackSender(new CallbackSettings(false, TLS, LIMIT), Clock.systemUTC());
  private HttpServer receiver;
  private String seen = "";

  @BeforeEach
  void start() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.start();
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
  }

  @Test
  void the_receiver_gets_headers_and_body() {
    answer("/hook", 204, Map.of());
    assertThat(anywhere.post(url("/hook?run=7"), Map.of("webhook-id", "d1"), "{\"é\":1}"))
        .isEqualTo(new Reply.Answered(204, null));
    assertThat(seen).isEqualTo("POST /hook?run=7 d1 application/json {\"é\":1}");
  }

  @Test
  void a_redirect_is_an_answer_and_is_not_followed() {
    answer("/hook", 302, Map.of("Location", url("/elsewhere")));
    answer("/elsewhere", 204, Map.of());
    assertThat(anywhere.post(url("/hook"), Map.of(), "{}"))
        .isEqualTo(new Reply.Answered(302, null));
  }

  @Test
  void a_wish_for_patience_is_heard() {
    answer("/hook", 429, Map.of("Retry-After", "90"));
    assertThat(anywhere.post(url("/hook"), Map.of(), "{}"))
        .isEqualTo(new Reply.Answered(429, Duration.ofSeconds(90)));
  }

  @Test
  void an_inner_address_is_never_connected_to() {
    String inside = "https://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
    assertThat(outsideOnly.post(inside, Map.of(), "{}")).isInstanceOf(Reply.Forbidden.class);
    assertThat(outsideOnly.post("https://localhost/", Map.of(), "{}"))
        .isInstanceOf(Reply.Forbidden.class);
    assertThat(outsideOnly.post("https://[::ffff:169.254.169.254]/", Map.of(), "{}"))
        .isInstanceOf(Reply.Forbidden.class);
    assertThat(outsideOnly.post("https://2130706433/", Map.of(), "{}"))
        .isNotInstanceOf(Reply.Answered.class);
  }

  @Test
  void plain_http_is_forbidden() {
    assertThat(outsideOnly.post("http://agent.example/", Map.of(), "{}"))
        .isEqualTo(new Reply.Forbidden("the callback URL must be https"));
  }

  @Test
  void an_unknown_host_is_unreachable() {
    assertThat(outsideOnly.post("https://nowhere.invalid/", Map.of(), "{}"))
        .isEqualTo(new Reply.Unreachable("there is no such host"));
  }

  @Test
  void a_closed_port_is_unreachable() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    assertThat(anywhere.post("http://127.0.0.1:" + port + "/", Map.of(), "{}"))
        .isInstanceOf(Reply.Unreachable.class);
  }

  @Test
  void interim_answers_are_passed_over() throws IOException {
    try (RawReceiver raw =
        new RawReceiver(
            "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 201 Created\r\n\r\nbody")) {
      assertThat(anywhere.post(raw.url(), Map.of(), "{}")).isEqualTo(new Reply.Answered(201, null));
    }
  }

  @Test
  void what_is_not_http_is_unreachable() throws IOException {
    try (RawReceiver raw = new RawReceiver("SSH-2.0-OpenSSH\r\n\r\n")) {
      assertThat(anywhere.post(raw.url(), Map.of(), "{}")).isInstanceOf(Reply.Unreachable.class);
    }
  }

  @Test
  void a_receiver_that_never_comes_to_an_end_is_left() throws IOException {
    var impatient =
        new CallbackSender(
            new CallbackSettings(true, TLS, Duration.ofMillis(300)), Clock.systemUTC());
    try (RawReceiver raw = new RawReceiver("HTTP/1.1 200 OK\r\nX: and so")) {
      assertThat(impatient.post(raw.url(), Map.of(), "{}"))
          .isEqualTo(new Reply.Unreachable("no answer in time"));
    }
  }

  @Test
  void an_endless_head_is_cut_off() throws IOException {
    try (RawReceiver raw =
        new RawReceiver("HTTP/1.1 200 OK\r\nX: " + "x".repeat(2 * HttpPost.MAX_HEAD))) {
      assertThat(anywhere.post(raw.url(), Map.of(), "{}")).isInstanceOf(Reply.Unreachable.class);
    }
  }

  private String url(String path) {
    return "http://127.0.0.1:" + receiver.getAddress().getPort() + path;
  }

  private void answer(String path, int status, Map<String, String> headers) {
    receiver.createContext(
        path,
        exchange -> {
          var in = exchange.getRequestHeaders();
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          seen =
              String.join(
                  " ",
                  exchange.getRequestMethod(),
                  exchange.getRequestURI().toString(),
                  in.getFirst("webhook-id"),
                  in.getFirst("Content-Type"),
                  body);
          headers.forEach(exchange.getResponseHeaders()::set);
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
  }
}
