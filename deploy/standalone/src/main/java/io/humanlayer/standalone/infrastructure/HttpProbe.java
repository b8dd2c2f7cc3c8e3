package io.humanlayer.standalone.infrastructure;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Asks a local address whether it answers 200.
public record HttpProbe(URI address) implements Child.Probe {

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .build();

  public static HttpProbe local(int port, String path) {
    return new HttpProbe(URI.create("http://127.0.0.1:" + port + path));
  }

  @Override
  public boolean answers() throws Exception {
    var request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
    return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
  }
}
