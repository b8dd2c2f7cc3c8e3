package io.humanlayer.policyclient;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/// The API of a running system, as its operator or a Sentinel uses it.
record RunningSystem(URI url, String token) {

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /// The instance that the options or the environment name.
  static RunningSystem of(Options options) {
    var url = options.value("--url");
    if (url.isPresent()) {
      var token = System.getenv("HUMANLAYER_TOKEN");
      if (token == null) {
        throw new UsageException(
            "--url needs the operator's token or a Sentinel's key in HUMANLAYER_TOKEN");
      }
      return new RunningSystem(URI.create(url.get()), token);
    }
    var home = Path.of(options.value("--home").orElseGet(RunningSystem::home));
    return new RunningSystem(
        URI.create(
            "http://127.0.0.1:" + property(home.resolve("ports.properties"), "policy-engine")),
        property(home.resolve("secrets.properties"), "operator-token"));
  }

  /// Whether it is a Sentinel who calls, and no operator.
  boolean signedIn() {
    return token.startsWith("hls_");
  }

  private static String home() {
    var named = System.getenv("HUMANLAYER_HOME");
    return named == null ? ".humanlayer" : named;
  }

  private static String property(Path file, String name) {
    try {
      var properties = new Properties();
      properties.load(new StringReader(Files.readString(file)));
      var value = properties.getProperty(name);
      if (value == null) {
        throw new UsageException(file + " does not say " + name);
      }
      return value;
    } catch (IOException e) {
      throw new UsageException("no instance runs there: cannot read " + file, e);
    }
  }

  HttpResponse<String> post(String path, Map<String, String> query, String yaml) {
    var words =
        query.entrySet().stream()
            .map(
                entry ->
                    entry.getKey()
                        + "="
                        + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    var request =
        HttpRequest.newBuilder(url.resolve(path + "?" + words))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/yaml")
            .POST(HttpRequest.BodyPublishers.ofString(yaml))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UnreachableException(url + " does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnreachableException("interrupted", e);
    }
  }
}
