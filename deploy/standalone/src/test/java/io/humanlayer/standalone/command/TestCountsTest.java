package io.humanlayer.standalone.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestCountsTest {

  @Test
  void reports_of_all_modules_are_added_up_and_each_skip_keeps_its_reason(@TempDir Path project)
      throws IOException {
    report(
        project.resolve("a"),
        """
        <testsuite>
          <testcase classname="A" name="passes"/>
          <testcase classname="A" name="fails"><failure message="no"/></testcase>
          <testcase classname="A" name="breaks"><error message="no"/></testcase>
        </testsuite>
        """);
    report(
        project.resolve("b/c"),
        """
        <testsuite>
          <testcase classname="B" name="passes"/>
          <testcase classname="B" name="is_skipped"><skipped message="no Docker engine"/></testcase>
        </testsuite>
        """);

    assertThat(TestCounts.in(project))
        .isEqualTo(new TestCounts(2, 2, List.of("B.is_skipped: no Docker engine")));
  }

  @Test
  void a_build_that_fails_before_its_tests_is_no_success(@TempDir Path project) throws IOException {
    var out = new ByteArrayOutputStream();

    assertThat(TestCounts.run(project, false, new PrintStream(out, true, UTF_8))).isEqualTo(1);

    assertThat(out.toString(UTF_8)).isEqualTo("0 passed, 1 failed, 0 skipped\n");
  }

  private static void report(Path module, String content) throws IOException {
    var folder = Files.createDirectories(module.resolve("target/surefire-reports"));
    Files.writeString(folder.resolve("TEST-x.xml"), content);
  }
}
