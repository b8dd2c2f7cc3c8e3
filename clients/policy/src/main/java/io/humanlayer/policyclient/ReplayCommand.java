package io.humanlayer.policyclient;

import com.fasterxml.jackson.databind.JsonNode;
import io.humanlayer.policy.app.CheckPolicy;
import io.humanlayer.policy.core.policy.Rulebook;
import io.humanlayer.policy.core.replay.Replay;
import io.humanlayer.policy.wire.ReplayJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;

/// `policy replay`: what a draft would have made of the past, that of a running system or that in a
/// file.
record ReplayCommand(PrintStream out, CheckPolicy checking) {

  int run(Options options) {
    var file = options.file(0);
    var text = PolicyCommand.read(file);
    if (!(checking.check(text) instanceof CheckPolicy.Result.Sound draft)) {
      out.println(file + " is not sound; ./humanlayer policy check says why");
      return PolicyCommand.REFUSED;
    }
    return options
        .value("--requests")
        .map(requests -> offline(options, draft.rulebook(), Path.of(requests)))
        .orElseGet(() -> live(options, draft, text));
  }

  private int offline(Options options, Rulebook draft, Path requests) {
    var current =
        Path.of(
            options
                .value("--current")
                .orElseThrow(() -> new UsageException("--requests needs --current OLD")));
    if (!(checking.check(PolicyCommand.read(current)) instanceof CheckPolicy.Result.Sound old)) {
      out.println(current + " is not sound; ./humanlayer policy check says why");
      return PolicyCommand.REFUSED;
    }
    var replay = new Replay(List.of(old.rulebook()), draft);
    try (BufferedReader lines = Files.newBufferedReader(requests)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          replay.accept(PastLine.read(line, number, old.document().policy().organisation()));
        }
      }
    } catch (IOException e) {
      throw new UsageException("cannot read " + requests + ": " + e.getMessage(), e);
    }
    return told(ReplayJson.write(replay.report()));
  }

  private int live(Options options, CheckPolicy.Result.Sound draft, String text) {
    var query = new HashMap<String, String>();
    query.put("organisation", draft.document().policy().organisation().value());
    options.value("--from").ifPresent(from -> query.put("from", from));
    options.value("--to").ifPresent(to -> query.put("to", to));
    var answer = RunningSystem.of(options).post("/v1/policies/replay", query, text);
    var json = PublishCommand.json(answer.body());
    if (answer.statusCode() != 200) {
      out.println(json.path("title").asText() + ": " + json.path("detail").asText());
      return PolicyCommand.REFUSED;
    }
    return told(json);
  }

  private int told(JsonNode report) {
    out.printf(
        "%d requests replayed; %d loosened, %d tightened, %d ask humans in another way%n",
        report.path("requests").asLong(),
        report.path("loosened_in_all").asLong(),
        report.path("tightened_in_all").asLong(),
        report.path("requirement_changed").asLong());
    out.printf("%-12s %10s %10s %10s%n", "was \\ is", "ALLOW", "ARBITRIUM", "DENY");
    report
        .path("matrix")
        .properties()
        .forEach(
            row ->
                out.printf(
                    "%-12s %10d %10d %10d%n",
                    row.getKey(),
                    row.getValue().path("ALLOW").asLong(),
                    row.getValue().path("ARBITRIUM").asLong(),
                    row.getValue().path("DENY").asLong()));
    report
        .path("approvals_asked")
        .path("after")
        .properties()
        .forEach(
            panel ->
                out.printf(
                    "panel %-20s %8d approvals asked, before %d%n",
                    panel.getKey(),
                    panel.getValue().asLong(),
                    report.path("approvals_asked").path("before").path(panel.getKey()).asLong()));
    report
        .path("loosened")
        .forEach(
            one ->
                out.printf(
                    "%s %s: %s -> %s%s%n",
                    one.path("request").asText(),
                    one.path("operation").asText(),
                    one.path("before").asText(),
                    one.path("after").asText(),
                    one.path("rejected_by_a_human").asBoolean() ? " (a human rejected it)" : ""));
    long blocking = report.path("blocking").asLong();
    if (blocking > 0) {
      out.printf("BLOCKING: the draft would allow %d requests that a human rejected%n", blocking);
    }
    return blocking > 0 ? PolicyCommand.REFUSED : PolicyCommand.SOUND;
  }
}
