package io.humanlayer.standalone.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/// Counts what the test reports below a folder say, and why tests were skipped.
public record TestCounts(int passed, int failed, List<String> skips) {

  public TestCounts {
    skips = List.copyOf(skips);
  }

  /// @param buildSucceeded a build that failed for another reason than a test counts as one failure
  public static int run(Path project, boolean buildSucceeded, PrintStream out) throws IOException {
    var counts = in(project);
    counts.skips.forEach(skip -> out.println("skipped: " + skip));
    var failed = counts.failed == 0 && !buildSucceeded ? 1 : counts.failed;
    out.printf("%d passed, %d failed, %d skipped%n", counts.passed, failed, counts.skips.size());
    return failed == 0 ? 0 : 1;
  }

  static TestCounts in(Path project) throws IOException {
    var passed = 0;
    var failed = 0;
    var skips = new ArrayList<String>();
    try (var files = Files.walk(project)) {
      for (var file : files.filter(TestCounts::isReport).sorted().toList()) {
        var cases = parse(file).getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
          var test = (Element) cases.item(i);
          if (has(test, "failure") || has(test, "error")) {
            failed++;
          } else if (has(test, "skipped")) {
            skips.add(reason(test));
          } else {
            passed++;
          }
        }
      }
    }
    return new TestCounts(passed, failed, skips);
  }

  private static boolean isReport(Path file) {
    var name = file.getFileName().toString();
    var folder = file.resolveSibling("").getFileName();
    return name.startsWith("TEST-")
        && name.endsWith(".xml")
        && folder != null
        && (folder.toString().equals("surefire-reports")
            || folder.toString().equals("failsafe-reports"));
  }

  private static Element parse(Path file) throws IOException {
    try {
      var factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(file + " is no test report", e);
    }
  }

  private static boolean has(Element test, String name) {
    return test.getElementsByTagName(name).getLength() > 0;
  }

  private static String reason(Element test) {
    var skipped = (Element) test.getElementsByTagName("skipped").item(0);
    var message = skipped.getAttribute("message");
    var given = message.isEmpty() ? skipped.getTextContent().strip() : message;
    return "%s.%s: %s"
        .formatted(
            test.getAttribute("classname"),
            test.getAttribute("name"),
            given.isEmpty() ? "no reason given" : given);
  }
}
