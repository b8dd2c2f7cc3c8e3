package io.humanlayer.proof.evidence;

import io.humanlayer.proof.Milliseconds;
import java.util.List;

/// The page for people: what was decided, by whom and when, in French and in English, on paper if
/// need be. It loads nothing and runs nothing.
public final class EvidencePage {

  private static final String HEAD =
      """
      <!doctype html>
      <html lang="fr">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>Dossier de preuve - Evidence package</title>
      <style>
      :root { color-scheme: light; }
      body { font: 16px/1.5 Georgia, "Times New Roman", serif; color: #1b1b1b; background: #fff;
        max-width: 46rem; margin: 0 auto; padding: 2rem 1.25rem; }
      h1 { font-size: 1.7rem; margin: 0 0 .25rem; }
      h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; border-bottom: 1px solid #777; }
      section + section { margin-top: 3rem; border-top: 3px double #777; padding-top: 1.5rem; }
      table { border-collapse: collapse; width: 100%; }
      th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0;
        border-bottom: 1px solid #ddd; }
      th { width: 12rem; font-weight: 600; }
      code, td.code { font: .85em/1.4 ui-monospace, Menlo, Consolas, monospace;
        overflow-wrap: anywhere; }
      .outcome { font-size: 1.35rem; font-weight: 700; margin: .75rem 0; }
      .warning { border-left: 4px solid #8a5300; background: #fff6e5; padding: .5rem .75rem; }
      @media print { body { max-width: none; padding: 0; font-size: 11pt; }
        section + section { break-before: page; border-top: 0; }
        tr, .warning { break-inside: avoid; } }
      </style>
      </head>
      <body>
      """;

  private final EvidenceFacts facts;
  private final Words words;
  private final StringBuilder page;

  private EvidencePage(EvidenceFacts facts, Words words, StringBuilder page) {
    this.facts = facts;
    this.words = words;
    this.page = page;
  }

  public static String of(EvidenceFacts facts) {
    var page = new StringBuilder(HEAD);
    for (Words words : List.of(Words.FRENCH, Words.ENGLISH)) {
      new EvidencePage(facts, words, page).section();
    }
    return page.append("</body>\n</html>\n").toString();
  }

  private void section() {
    page.append("<section lang=\"").append(words.language()).append("\">\n");
    page.append("<h1>").append(words.title()).append("</h1>\n");
    page.append("<p class=\"outcome\">")
        .append(safe(words.outcome(facts.outcome())))
        .append("</p>\n<p>")
        .append(safe(words.basis(facts.basis())))
        .append("</p>\n<table>\n");
    row(words.organisation(), facts.organisation());
    row(words.request(), facts.request());
    row(words.agent(), facts.agent());
    row(words.operation(), facts.operation());
    row(words.action(), facts.actionDigest());
    row(words.decidedAt(), facts.decidedAt());
    if (!facts.rules().isEmpty()) {
      row(words.rules(), String.join(", ", facts.rules()));
    }
    page.append("</table>\n");
    verdicts();
    proof();
    page.append("</section>\n");
  }

  private void verdicts() {
    if (facts.verdicts().isEmpty()) {
      return;
    }
    page.append("<h2>").append(words.sentinels()).append("</h2>\n<table>\n");
    for (var verdict : facts.verdicts()) {
      row(
          verdict.sentinel(),
          words.verdict(verdict.verdict())
              + " - "
              + verdict.at()
              + " - "
              + verdict.qualification()
              + " - "
              + words.assurance(verdict.assurance()));
    }
    page.append("</table>\n");
  }

  private void proof() {
    page.append("<h2>").append(words.proof()).append("</h2>\n<table>\n");
    row(words.log(), facts.log().origin());
    row(words.entry(), facts.log().index() + " / " + facts.log().size());
    row(words.root(), facts.log().root());
    row(words.key(), facts.log().vkey());
    if (!facts.cosigners().isEmpty()) {
      row(words.cosigners(), String.join(", ", facts.cosigners()));
    }
    facts
        .stamp()
        .ifPresent(it -> row(words.stamp(), Milliseconds.text(it.at()) + " - " + it.authority()));
    page.append("</table>\n");
    if (facts.stamp().isEmpty()) {
      warning(words.noStamp());
    } else if (!facts.stamp().get().trusted()) {
      warning(words.untrustedStamp());
    }
    page.append("<p>").append(words.howToCheck()).append("</p>\n");
  }

  private void row(String name, String value) {
    page.append("<tr><th scope=\"row\">")
        .append(safe(name))
        .append("</th><td class=\"code\">")
        .append(safe(value))
        .append("</td></tr>\n");
  }

  private void warning(String text) {
    page.append("<p class=\"warning\">").append(text).append("</p>\n");
  }

  /// The text as HTML, with what would deceive the eye made visible.
  private static String safe(String text) {
    var safe = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                default -> {
                  boolean hidden =
                      Character.isISOControl(c)
                          || Character.getType(c) == Character.FORMAT
                          || Character.getType(c) == Character.LINE_SEPARATOR
                          || Character.getType(c) == Character.PARAGRAPH_SEPARATOR;
                  if (hidden) {
                    safe.append("\\u{").append(Integer.toHexString(c)).append('}');
                  } else {
                    safe.appendCodePoint(c);
                  }
                }
              }
            });
    return safe.toString();
  }
}
