package io.humanlayer.testkit.infrastructure;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/// Whether a Docker engine answers. A `docker` command proves nothing: it may have no engine.
final class DockerEngine {

  private static final String DEFAULT = "unix:///var/run/docker.sock";
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private DockerEngine() {}

  static boolean answers() {
    return answers(URI.create(Objects.requireNonNullElse(System.getenv("DOCKER_HOST"), DEFAULT)));
  }

  static boolean answers(URI host) {
    try {
      return host.getScheme().equals("unix")
          ? answersOnSocket(Path.of(host.getPath()))
          : answersOverTcp(URI.create("http://" + host.getAuthority() + "/_ping"));
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  private static boolean answersOnSocket(Path socket) throws IOException {
    if (!Files.exists(socket)) {
      return false;
    }
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      channel.write(
          ByteBuffer.wrap("GET /_ping HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.UTF_8)));
      var answer = ByteBuffer.allocate(32);
      channel.read(answer);
      return new String(answer.array(), StandardCharsets.UTF_8).contains(" 200 ");
    }
  }

  private static boolean answersOverTcp(URI ping) throws IOException {
    try (var http = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
      var request = HttpRequest.newBuilder(ping).timeout(LIMIT).build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
