package io.humanlayer.standalone.home;

import io.humanlayer.standalone.infrastructure.PrivateFile;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;

/// The secrets of one instance, each made when it is first asked for and kept.
public final class Secrets {

  /// AES-256, in which the gateway wraps the keys of dossiers.
  private static final int MASTER_KEY_BYTES = 32;

  private final PropertiesFile file;

  Secrets(Path file) {
    this.file = new PropertiesFile(file);
  }

  /// What the operator shows.
  public String operatorToken() {
    return kept("operator-token", () -> PrivateFile.randomHex(24));
  }

  /// What one service shows another.
  public String serviceToken() {
    return kept("service-token", () -> PrivateFile.randomHex(24));
  }

  public String masterKey() {
    return kept(
        "master-key",
        () ->
            Base64.getEncoder()
                .encodeToString(HexFormat.of().parseHex(PrivateFile.randomHex(MASTER_KEY_BYTES))));
  }

  public String databasePassword(String database) {
    return kept("database." + database, () -> PrivateFile.randomHex(24));
  }

  /// The password of an organisation's Kafka user.
  public String kafkaPassword(String organisation) {
    return kept("kafka." + organisation, () -> PrivateFile.randomHex(16));
  }

  private String kept(String name, Supplier<String> fresh) {
    return file.alone(
        () -> {
          var all = file.read();
          return Optional.ofNullable(all.get(name))
              .orElseGet(
                  () -> {
                    var made = fresh.get();
                    all.put(name, made);
                    file.write(all);
                    return made;
                  });
        });
  }
}
