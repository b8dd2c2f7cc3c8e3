package io.humanlayer.verifier;

import io.humanlayer.proof.evidence.EvidenceZip;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Finds out what a file is and checks it as that.
final class AnyVerification {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private AnyVerification() {}

  static Verification of(Call call) throws IOException {
    if (call.file().startsWith("http://") || call.file().startsWith("https://")) {
      return LogVerification.of(over(call), call.key(), call.cosigners());
    }
    Path path = Path.of(call.file());
    return Files.isDirectory(path)
        ? LogVerification.of(in(path), call.key(), call.cosigners())
        : ofFile(path, call);
  }

  private static Verification ofFile(Path path, Call call) throws IOException {
    byte[] file;
    try (InputStream in = Files.newInputStream(path)) {
      file = in.readNBytes(EvidenceZip.MAX_BYTES + 1);
    }
    String start =
        new String(file, 0, Math.min(file.length, 200), StandardCharsets.ISO_8859_1).strip();
    if (start.startsWith("PK")) {
      return EvidenceVerification.ofFile(file, call.key());
    }
    if (start.startsWith("c2sp.org/tlog-proof@")) {
      return with(
          call,
          "--leaf",
          leaf -> CheckpointVerification.ofProof(file, leaf, call.key(), call.cosigners()));
    }
    if (start.startsWith("{\"mediaType\"")) {
      return with(
          call, "--artifact", document -> BundleVerification.ofFile(file, document, call.key()));
    }
    if (start.startsWith("{\"disclosures\"")) {
      List<byte[]> registrations = call.registered();
      Optional<byte[]> bundle = call.fileOf("--bundle");
      return bundle.isEmpty()
          ? new Verification.Refused(List.of(), "it says nothing without --bundle FILE")
          : with(
              call,
              "--artifact",
              decision ->
                  DisclosuresVerification.ofFile(
                      file, decision, bundle.get(), registrations, call.key()));
    }
    if (start.startsWith("{") && call.event()) {
      return ReceiptVerification.ofEvent(file, call.key());
    }
    if (start.startsWith("{")) {
      return call.reformatted()
          ? ReceiptVerification.ofReformatted(file, call.key())
          : ReceiptVerification.ofFile(file, call.key());
    }
    return start.lines().findFirst().filter(call.key().name()::equals).isPresent()
        ? CheckpointVerification.ofCheckpoint(file, call.key(), call.cosigners())
        : ReceiptVerification.ofFile(file, call.key());
  }

  @FunctionalInterface
  private interface WithFile {
    Verification check(byte[] file);
  }

  private static Verification with(Call call, String option, WithFile check) throws IOException {
    Optional<byte[]> file = call.fileOf(option);
    return file.isPresent()
        ? check.check(file.get())
        : new Verification.Refused(List.of(), "it says nothing without " + option + " FILE");
  }

  private static LogFiles in(Path folder) {
    return path -> {
      Path file = folder.resolve(path);
      return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    };
  }

  private static LogFiles over(Call call) {
    var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    String base = call.file().endsWith("/") ? call.file() : call.file() + "/";
    return path -> {
      var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
      String apiKey = call.options().get("--api-key");
      if (apiKey != null) {
        request.header("x-api-key", apiKey);
      }
      try {
        var response = client.send(request.build(), BodyHandlers.ofByteArray());
        return response.statusCode() == 200 ? Optional.of(response.body()) : Optional.empty();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    };
  }
}
