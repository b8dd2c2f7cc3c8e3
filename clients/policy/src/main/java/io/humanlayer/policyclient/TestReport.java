package io.humanlayer.policyclient;

import io.humanlayer.policy.core.policy.Flaw;
import io.humanlayer.policy.core.policy.PolicyDocument;
import io.humanlayer.policy.core.policy.Rulebook;
import io.humanlayer.policy.core.policy.RulebookCompiler;
import io.humanlayer.policy.core.policy.Trials;
import io.humanlayer.policy.outbound.cel.CelLanguage;
import io.humanlayer.policy.wire.YamlPolicies;
import java.io.PrintStream;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;

/// The tests that a policy carries, each with its result, and as JUnit XML for CI.
record TestReport(String suite, List<Case> cases) {

  /// One test, or one rule that some test must reach.
  ///
  /// @param failures empty if it passed
  record Case(String group, String name, int line, List<String> failures) {}

  static TestReport of(String text) {
    return switch (new YamlPolicies().read(text)) {
      case PolicyDocument.Result.Flawed(List<Flaw> flaws) -> flawed("policy", flaws);
      case PolicyDocument.Result.Read(PolicyDocument document) ->
          switch (RulebookCompiler.compile(document.policy(), new CelLanguage())) {
            case RulebookCompiler.Result.Flawed(List<Flaw> flaws) ->
                flawed(document.policy().name(), document.located(flaws));
            case RulebookCompiler.Result.Ready(Rulebook rulebook) -> of(document, rulebook);
          };
    };
  }

  private static TestReport of(PolicyDocument document, Rulebook rulebook) {
    var cases = new ArrayList<Case>();
    for (var trial : document.policy().trials()) {
      cases.add(
          new Case(
              "test",
              trial.name(),
              line(document, trial.at()),
              Trials.differences(trial.expected(), Trials.ruleOn(rulebook, trial))));
    }
    var unreached =
        Trials.run(rulebook).stream().filter(flaw -> flaw.message().startsWith("rule ")).toList();
    for (var rule : document.policy().rules()) {
      var missing =
          unreached.stream()
              .filter(flaw -> flaw.at().equals(rule.at()))
              .map(Flaw::message)
              .toList();
      cases.add(new Case("rule", rule.id(), line(document, rule.at()), missing));
    }
    return new TestReport(document.policy().name(), cases);
  }

  private static int line(PolicyDocument document, String at) {
    return document.located(List.of(Flaw.at(at, ""))).getFirst().line();
  }

  private static TestReport flawed(String name, List<Flaw> flaws) {
    return new TestReport(
        name,
        flaws.stream()
            .map(flaw -> new Case("check", flaw.at(), flaw.line(), List.of(flaw.message())))
            .toList());
  }

  boolean passed() {
    return cases.stream().allMatch(one -> one.failures().isEmpty());
  }

  void print(PrintStream out, String file) {
    long tests = cases.stream().filter(one -> one.group().equals("test")).count();
    long failed = cases.stream().filter(one -> !one.failures().isEmpty()).count();
    for (var one : cases) {
      if (one.group().equals("test") || !one.failures().isEmpty()) {
        out.printf("%s %s%n", one.failures().isEmpty() ? "ok    " : "FAILED", one.name());
      }
      one.failures().forEach(why -> out.printf("       %s:%d: %s%n", file, one.line(), why));
    }
    out.printf("%d tests, %d failures%n", tests, failed);
  }

  String junit(String file) {
    var text = new StringWriter();
    try {
      var xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", "policy " + suite);
      xml.writeAttribute("tests", Integer.toString(cases.size()));
      xml.writeAttribute(
          "failures",
          Long.toString(cases.stream().filter(one -> !one.failures().isEmpty()).count()));
      for (var one : cases) {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", suite + "." + one.group());
        xml.writeAttribute("name", one.name());
        xml.writeAttribute("file", file);
        xml.writeAttribute("line", Integer.toString(one.line()));
        for (var why : one.failures()) {
          xml.writeStartElement("failure");
          xml.writeAttribute("message", why);
          xml.writeCharacters(file + ":" + one.line() + ": " + why);
          xml.writeEndElement();
        }
        xml.writeEndElement();
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
      return text.toString();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("XML into a text cannot fail", e);
    }
  }
}
