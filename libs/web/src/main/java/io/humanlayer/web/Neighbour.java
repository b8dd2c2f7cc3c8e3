package io.humanlayer.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// Another service over HTTP, by the token by which services know one another.
public final class Neighbour {

  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofSeconds(4);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final URI at;
  private final String serviceToken;

  /// @param at where it listens
  public Neighbour(URI at, String serviceToken) {
    this.at = at;
    this.serviceToken = serviceToken;
  }

  /// A question that may take four seconds.
  public HttpRequest.Builder request(String path) {
    return request(path, serviceToken);
  }

  /// The same, asked by somebody else with their own token.
  public HttpRequest.Builder request(String path, String token) {
    return HttpRequest.newBuilder(at.resolve(path))
        .timeout(ANSWER)
        .header("Authorization", "Bearer " + token);
  }

  public static HttpRequest.BodyPublisher json(String body) {
    return HttpRequest.BodyPublishers.ofString(body);
  }

  /// @throws IOException if it does not answer
  public HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
