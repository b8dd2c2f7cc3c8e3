package io.humanlayer.standalone.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/// Files that only their owner may read, replaced whole.
public final class PrivateFile {

  private static final SecureRandom RANDOM = new SecureRandom();

  private PrivateFile() {}

  public static void write(Path file, String content) {
    try {
      Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
      var next = file.resolveSibling(file.getFileName() + ".next");
      Files.deleteIfExists(next);
      var mode = PosixFilePermissions.fromString("rw-------");
      Files.createFile(next, PosixFilePermissions.asFileAttribute(mode));
      Files.writeString(next, content);
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The secret in `file`, generated when there is none yet.
  public static String secret(Path file) {
    try {
      if (!Files.exists(file)) {
        write(file, randomHex(24));
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String randomHex(int bytes) {
    var noise = new byte[bytes];
    RANDOM.nextBytes(noise);
    return HexFormat.of().formatHex(noise);
  }
}
