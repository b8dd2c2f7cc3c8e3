package io.humanlayer.testkit.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerEngineTest {

  @TempDir Path folder;

  @Test
  void no_socket_is_no_engine() {
    assertThat(DockerEngine.answers(socket())).isFalse();
  }

  @Test
  void a_socket_on_which_nobody_answers_is_no_engine() throws Exception {
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(folder.resolve("docker.sock")));
      Thread.ofVirtual().start(() -> answer(server, ""));
      assertThat(DockerEngine.answers(socket())).isFalse();
    }
  }

  @Test
  void a_socket_that_answers_a_ping_is_an_engine() throws Exception {
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(folder.resolve("docker.sock")));
      Thread.ofVirtual().start(() -> answer(server, "HTTP/1.0 200 OK\r\n\r\nOK"));
      assertThat(DockerEngine.answers(socket())).isTrue();
    }
  }

  @Test
  void an_address_that_answers_a_ping_is_an_engine() throws Exception {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/_ping",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    try {
      URI host = URI.create("tcp://127.0.0.1:" + server.getAddress().getPort());
      assertThat(DockerEngine.answers(host)).isTrue();
    } finally {
      server.stop(0);
    }
  }

  private URI socket() {
    return URI.create("unix://" + folder.resolve("docker.sock"));
  }

  private static void answer(ServerSocketChannel server, String text) {
    try (var channel = server.accept()) {
      channel.read(ByteBuffer.allocate(64));
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
