package io.humanlayer.proof.evidence;

import io.humanlayer.proof.MalformedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// A ZIP file with exactly one spelling: entries in the order of their names, not compressed, at
/// one fixed time.
public final class EvidenceZip {

  public static final int MAX_BYTES = 1 << 22;

  private static final int MAX_ENTRIES = 512;
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private EvidenceZip() {}

  public static byte[] write(Map<String, byte[]> files) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.setMethod(ZipOutputStream.STORED);
      for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
        zip.putNextEntry(entry(file.getKey(), file.getValue()));
        zip.write(file.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// Reads what [#write] writes, and nothing that differs from it in any byte.
  public static SortedMap<String, byte[]> read(byte[] file) {
    if (file.length > MAX_BYTES) {
      throw new MalformedException("it is larger than an evidence package can be");
    }
    var files = new TreeMap<String, byte[]>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), zip.readNBytes(MAX_BYTES));
        if (files.size() > MAX_ENTRIES) {
          throw new MalformedException("it has more files than an evidence package can have");
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new MalformedException("it is not a ZIP file as evidence packages are");
    }
    if (files.isEmpty() || !Arrays.equals(write(files), file)) {
      throw new MalformedException(
          "it is not the one ZIP file with this content: it was changed or packed anew");
    }
    return files;
  }

  private static ZipEntry entry(String name, byte[] content) {
    var crc = new CRC32();
    crc.update(content);
    var entry = new ZipEntry(name);
    entry.setTimeLocal(NO_TIME);
    entry.setSize(content.length);
    entry.setCompressedSize(content.length);
    entry.setCrc(crc.getValue());
    return entry;
  }
}
