package io.humanlayer.standalone.infrastructure;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The command line of a child JVM. An AOT cache is used when its file is there; the JVM itself
/// ignores one that does not fit.
///
/// @param flags JVM flags and system properties, before the class path
/// @param aotCache where a cache may lie
public record JavaProgram(
    List<String> flags, List<Path> classPath, String mainClass, @Nullable Path aotCache) {

  /// Small heaps, one collector thread, and no C2: these processes mostly wait, and start often.
  static final List<String> SMALL =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  public JavaProgram {
    flags = List.copyOf(flags);
    classPath = List.copyOf(classPath);
  }

  public List<String> command(String... arguments) {
    var words = new ArrayList<String>();
    words.add(java().toString());
    words.addAll(flags);
    if (aotCache != null && Files.isRegularFile(aotCache)) {
      words.add("-XX:AOTCache=" + aotCache);
    }
    words.add("-cp");
    words.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    words.add(mainClass);
    words.addAll(List.of(arguments));
    return words;
  }

  /// The same Java that runs this program.
  public static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }
}
