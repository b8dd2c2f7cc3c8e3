package io.humanlayer.standalone.infrastructure;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The command line of a child JVM.
///
/// @param flags JVM flags and system properties
/// @param program what to run: `-jar` and a file, or `-cp`, a class path and a main class
/// @param aotCache used when the file is there; the JVM itself passes over one that does not fit
public record JavaProgram(List<String> flags, List<String> program, Path aotCache) {

  /// One collector thread, and out of memory is the end: the process is restarted, not left lame.
  public static final List<String> LEAN =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  /// No C2: for programs that start often and compute little.
  public static final String QUICK_START = "-XX:TieredStopAtLevel=1";

  /// C2 only for what is really hot, so that its work does not fall into the start: for programs
  /// whose latency counts.
  public static final List<String> LATE_C2 =
      List.of(
          "-XX:Tier4InvocationThreshold=20000",
          "-XX:Tier4MinInvocationThreshold=10000",
          "-XX:Tier4CompileThreshold=40000",
          "-XX:Tier4BackEdgeThreshold=150000");

  public JavaProgram {
    flags = List.copyOf(flags);
    program = List.copyOf(program);
  }

  public static JavaProgram ofClassPath(
      List<String> flags, List<Path> classPath, String mainClass, Path aotCache) {
    var joined =
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    return new JavaProgram(flags, List.of("-cp", joined, mainClass), aotCache);
  }

  public static JavaProgram ofJar(List<String> flags, Path jar, Path aotCache) {
    return new JavaProgram(flags, List.of("-jar", jar.toString()), aotCache);
  }

  public List<String> command(String... arguments) {
    var words = new ArrayList<String>();
    // The same Java that runs this program.
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(LEAN);
    words.addAll(flags);
    if (Files.isRegularFile(aotCache)) {
      words.add("-XX:AOTCache=" + aotCache);
    }
    words.addAll(program);
    words.addAll(List.of(arguments));
    return words;
  }
}
