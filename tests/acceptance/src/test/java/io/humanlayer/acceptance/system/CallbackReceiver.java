package io.humanlayer.acceptance.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// An agent's own server, to which the system calls back.
public final class CallbackReceiver implements AutoCloseable {

  /// What stands before the 32 bytes of an Ed25519 key in its X.509 form (RFC 8410).
  private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

  private final HttpServer server;
  private final List<Received> received = new CopyOnWriteArrayList<>();

  /// One call, with the three headers of Standard Webhooks 1.0.
  public record Received(String id, String timestamp, String signature, String body) {

    /// Whether one of the signatures is by `key`, an Ed25519 public key: `whpk_…`.
    public boolean isSignedBy(String key) {
      byte[] raw = Base64.getDecoder().decode(key.substring("whpk_".length()));
      byte[] content = (id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
      return Arrays.stream(signature.split(" "))
          .filter(one -> one.startsWith("v1a,"))
          .map(one -> Base64.getDecoder().decode(one.substring("v1a,".length())))
          .anyMatch(one -> verifies(raw, content, one));
    }

    private static boolean verifies(byte[] key, byte[] content, byte[] signature) {
      byte[] encoded = Arrays.copyOf(X509, X509.length + key.length);
      System.arraycopy(key, 0, encoded, X509.length, key.length);
      try {
        var verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(
            KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        verifier.update(content);
        return verifier.verify(signature);
      } catch (GeneralSecurityException e) {
        throw new IllegalArgumentException("neither key nor signature of Ed25519", e);
      }
    }
  }

  private CallbackReceiver(HttpServer server) {
    this.server = server;
  }

  public static CallbackReceiver start() {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      var receiver = new CallbackReceiver(HttpServer.create(address, 0));
      receiver.server.createContext("/", receiver::receive);
      receiver.server.start();
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      var headers = exchange.getRequestHeaders();
      received.add(
          new Received(
              headers.getFirst("webhook-id"),
              headers.getFirst("webhook-timestamp"),
              headers.getFirst("webhook-signature"),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
      exchange.sendResponseHeaders(204, -1);
    }
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/decided");
  }

  public List<Received> received() {
    return List.copyOf(received);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
