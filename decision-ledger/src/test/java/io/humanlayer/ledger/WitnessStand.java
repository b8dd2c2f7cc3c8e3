package io.humanlayer.ledger;

import com.sun.net.httpserver.HttpServer;
import io.humanlayer.ledger.app.Witnesses.Peer;
import io.humanlayer.proof.CanonicalText;
import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.note.AddCheckpoint;
import io.humanlayer.proof.note.WitnessSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// A witness of somebody else: it remembers sizes, signs what it is given, and can be told to lie.
final class WitnessStand implements AutoCloseable {

  private final WitnessSigner signer = new WitnessSigner("foreign.example", new byte[32]);
  private final HttpServer server;
  private final Map<String, Long> sizes = new HashMap<>();
  private boolean lying;

  WitnessStand() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/add-checkpoint",
        exchange -> {
          var request =
              AddCheckpoint.parse(CanonicalText.utf8(exchange.getRequestBody().readAllBytes()));
          var head = Checkpoint.parse(request.checkpoint().text());
          long seen = sizes.getOrDefault(head.origin(), 0L);
          boolean fits = request.oldSize() == seen;
          byte[] answer = (fits ? line(head) : seen + "\n").getBytes(StandardCharsets.UTF_8);
          if (fits) {
            sizes.put(head.origin(), head.size());
          }
          exchange.sendResponseHeaders(fits ? 200 : 409, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  String address() {
    return signer.publicKey().vkey() + "@http://127.0.0.1:" + server.getAddress().getPort();
  }

  Peer peer() {
    return new Peer(
        signer.publicKey(), URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  /// From now on it signs another head than it was given.
  void lie() {
    lying = true;
  }

  /// It has seen a head of this size.
  void saw(String origin, long size) {
    sizes.put(origin, size);
  }

  private String line(Checkpoint head) {
    var signed = lying ? new Checkpoint(head.origin(), head.size() + 1, head.root()) : head;
    return signer.cosign(signed, Instant.now()).line() + "\n";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
