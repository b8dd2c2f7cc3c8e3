package io.humanlayer.standalone.home;

import io.humanlayer.standalone.infrastructure.PrivateFile;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Supplier;

/// A private file of `key=value` lines, sorted, written whole.
record PropertiesFile(Path file) {

  Map<String, String> read() {
    var all = new TreeMap<String, String>();
    try {
      if (Files.exists(file)) {
        var properties = new Properties();
        properties.load(new StringReader(Files.readString(file)));
        properties.stringPropertyNames().forEach(k -> all.put(k, properties.getProperty(k)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  /// Lets nobody else read and write in between: neither a thread of this process nor another
  /// process of the same home.
  <T> T alone(Supplier<T> work) {
    synchronized (PropertiesFile.class) {
      var lock = file.resolveSibling(file.getFileName() + ".lock");
      try (var channel =
              FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var held = channel.lock()) {
        if (!held.isValid()) {
          throw new IllegalStateException("the lock of " + file + " is gone");
        }
        return work.get();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  void write(Map<String, String> all) {
    var text = new StringBuilder();
    new TreeMap<>(all).forEach((k, v) -> text.append(k).append('=').append(v).append('\n'));
    PrivateFile.write(file, text.toString());
  }
}
