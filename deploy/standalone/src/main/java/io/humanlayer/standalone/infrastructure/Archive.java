package io.humanlayer.standalone.infrastructure;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// A `.txz` that is unpacked once, whole or not at all, however many processes want it.
record Archive(Path file) {

  void unpackTo(Path target) {
    if (Files.isDirectory(target)) {
      return;
    }
    try (var lock = new RandomAccessFile(target + ".lock", "rw");
        var held = lock.getChannel().lock()) {
      if (!held.isValid() || Files.isDirectory(target)) {
        return;
      }
      var partial = Files.createTempDirectory(target.resolveSibling(""), "partial");
      // A server that runs as another user has to read what is in here.
      Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rwxr-xr-x"));
      read(partial);
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack " + file, e);
    }
  }

  private void read(Path target) throws IOException {
    try (var bytes = new BufferedInputStream(Files.newInputStream(file));
        var tar = new TarArchiveInputStream(new XZInputStream(bytes))) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        var to = target.resolve(e.getName()).normalize();
        if (!to.startsWith(target)) {
          throw new IOException(e.getName() + " lies outside the archive");
        }
        Files.createDirectories(e.isDirectory() ? to : to.getParent());
        if (e.isSymbolicLink()) {
          Files.createSymbolicLink(to, Path.of(e.getLinkName()));
        } else if (e.isFile()) {
          Files.copy(tar, to);
          var executable = (e.getMode() & 0100) != 0;
          Files.setPosixFilePermissions(
              to, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
      }
    }
  }
}
