package io.humanlayer.notifier.outbound;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;

/// Answers one connection with exactly these characters.
final class RawReceiver implements AutoCloseable {

  private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

  RawReceiver(String answer) throws IOException {
    Thread.ofVirtual().start(() -> serve(answer));
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/";
  }

  private void serve(String answer) {
    try (var socket = server.accept()) {
      var in = socket.getInputStream();
      if (in.read(new byte[4096]) > 0) {
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        // Until the sender has had enough; what it sends may come in pieces.
        in.transferTo(OutputStream.nullOutputStream());
      }
    } catch (IOException e) {
      // The sender hung up first, as it may.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
