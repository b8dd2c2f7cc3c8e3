package io.humanlayer.testkit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Holds the map in `ARCHITECTURE.md` to the tree.
class ArchitectureMapTest {

  private static final Path ROOT = Path.of(System.getProperty("humanlayer.root"));
  private static final Pattern PATH = Pattern.compile("`([A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)+)`");

  @Test
  void every_file_and_folder_that_the_map_names_exists() throws IOException {
    assertThat(named()).isNotEmpty().allSatisfy(path -> assertThat(ROOT.resolve(path)).exists());
  }

  @Test
  void no_message_takes_more_than_five_hops_to_its_effect() throws IOException {
    List<String> ways =
        Files.readAllLines(ROOT.resolve("ARCHITECTURE.md")).stream()
            .filter(line -> line.matches("\\| \\d+ \\|.*"))
            .toList();

    assertThat(ways).hasSizeGreaterThan(10);
    assertThat(ways)
        .allSatisfy(way -> assertThat(PATH.matcher(way).results().count()).isBetween(2L, 5L));
  }

  private static List<String> named() throws IOException {
    String map = Files.readString(ROOT.resolve("ARCHITECTURE.md"));
    return PATH.matcher(map).results().map((MatchResult m) -> m.group(1)).distinct().toList();
  }
}
