package io.humanlayer.ledger.outbound;

import io.humanlayer.ledger.app.Unreachable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Calls to those outside, who may be slow, large or silent: each has little time and little room.
final class ShortCalls {

  static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  /// What came back.
  static final class Answer {
    private final int status;
    private final byte[] body;

    private Answer(int status, byte[] body) {
      this.status = status;
      this.body = body;
    }

    int status() {
      return status;
    }

    byte[] body() {
      return body.clone();
    }
  }

  Answer post(URI url, String type, byte[] content, int maxBytes) {
    var request =
        HttpRequest.newBuilder(url)
            .timeout(TIMEOUT)
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(content))
            .build();
    try {
      var response = client.send(request, BodyHandlers.ofInputStream());
      try (InputStream in = response.body()) {
        byte[] body = in.readNBytes(maxBytes + 1);
        if (body.length > maxBytes) {
          throw new Unreachable(url.toString(), "its answer is longer than " + maxBytes + " bytes");
        }
        return new Answer(response.statusCode(), body);
      }
    } catch (IOException e) {
      throw new Unreachable(url.toString(), String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unreachable(url.toString(), "interrupted");
    }
  }
}
