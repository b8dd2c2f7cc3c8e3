package io.humanlayer.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.humanlayer.demo.Story.Line;
import io.humanlayer.proof.NoteVerifier;
import io.humanlayer.verifier.ReceiptVerification;
import io.humanlayer.verifier.Verification;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// `./humanlayer demo`: plays the stories, prints what happens as it happens, and checks the
/// receipts at the end. Exits with 1 if anything came out differently.
public final class Demo {

  private static final Duration BRIEFLY = Duration.ofSeconds(2);
  private static final Duration PATIENTLY = Duration.ofSeconds(30);

  private final Installation system;
  private final AgentApi agent;
  private final PrintStream out;
  private final List<String> decided = new ArrayList<>();
  private boolean asExpected = true;

  /// @param agent one that has done nothing yet: what it did would count
  Demo(Installation system, AgentApi agent, PrintStream out) {
    this.system = system;
    this.agent = agent;
    this.out = out;
  }

  /// @param arguments the home folder of the running system
  public static void main(String[] arguments) {
    Path home = Path.of(arguments[0]);
    Installation system = Installation.in(home);
    String key =
        OperatorApi.in(home, system.edge())
            .newAgent(system.organisation(), "Demo agent", "demo@acme.example")
            .key();
    var demo = new Demo(system, new AgentApi(system.edge(), key), System.out);
    System.exit(demo.play() ? 0 : 1);
  }

  /// Plays everything; whether all came out as it should.
  boolean play() {
    List<Story> stories = Story.all();
    for (int i = 0; i < stories.size(); i++) {
      out.printf("%n%d. The agent wants to %s.%n", i + 1, stories.get(i).title());
      play(stories.get(i));
    }
    checkReceipts();
    out.printf("%n%s%n", asExpected ? "Everything came out as it should." : "Not as it should.");
    return asExpected;
  }

  private void play(Story story) {
    Duration wait = story.script().isEmpty() ? PATIENTLY : BRIEFLY;
    JsonNode request = agent.ask(story.request(), null, wait).orThrow().json();
    String id = request.path("id").asText();
    if (!request.has("outcome")) {
      out.printf("   Arbitrium: the agent stops and waits. Case %s.%n", id);
      for (Line line : story.script()) {
        decide(id, line);
      }
      request = agent.look(id, PATIENTLY).orThrow().json();
    }
    String status = request.path("status").asText();
    out.printf(
        "   → %s, basis %s, rules %s%s%n",
        status,
        request.path("basis").asText("none"),
        request.path("policy").path("rules"),
        request.has("reason") ? ": “" + request.path("reason").asText() + "”" : "");
    if (status.equals(story.status())) {
      decided.add(id);
    } else {
      asExpected = false;
      out.printf("   but it should have been %s%n", story.status());
    }
  }

  private void decide(String id, Line line) {
    var sentinel = system.sentinel(line.sentinel());
    JsonNode shown = await(() -> sentinel.open(id)).json();
    out.printf(
        "   %s is shown %s %s%n",
        line.sentinel(), shown.path("operation").asText(), shown.path("dossier").path("arguments"));
    sentinel
        .verdict(id, line.verdict(), shown.path("action_digest").asText(), line.reason())
        .orThrow();
    out.printf("   %s: %s, “%s”%n", line.sentinel(), line.verdict(), line.reason());
  }

  private void checkReceipts() {
    out.printf("%nThe receipts, checked offline with the log's public key:%n");
    JsonNode log = agent.log(system.organisation()).orThrow().json();
    NoteVerifier key = NoteVerifier.parse(log.path("logs").path(0).path("vkey").asText());
    for (String id : decided) {
      byte[] receipt = await(() -> agent.receipt(id)).text().getBytes(StandardCharsets.UTF_8);
      switch (ReceiptVerification.ofFile(receipt, key)) {
        case Verification.Verified verified ->
            out.printf("   ✓ %s: %d checks hold%n", id, verified.checks().size());
        case Verification.Refused(_, String reason) -> {
          asExpected = false;
          out.printf("   ✗ %s: %s%n", id, reason);
        }
      }
    }
    keepOne(key);
  }

  private void keepOne(NoteVerifier key) {
    if (decided.isEmpty()) {
      return;
    }
    Path file = Path.of("receipt.json");
    try {
      Files.writeString(file, agent.receipt(decided.getLast()).orThrow().text());
      out.printf(
          "%nOne of them is now in receipt.json; check it yourself, offline:%n"
              + "  ./humanlayer verify receipt.json --key '%s'%n",
          key.vkey());
    } catch (java.io.IOException e) {
      out.printf("%nreceipt.json could not be written: %s%n", e.getMessage());
    }
  }

  /// Asks again while the thing is not there yet, for as long as a step may take.
  private static Answer await(java.util.function.Supplier<Answer> question) {
    long end = System.nanoTime() + PATIENTLY.toNanos();
    Answer answer = question.get();
    while ((answer.status() == 404 || answer.status() == 503) && System.nanoTime() < end) {
      java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      answer = question.get();
    }
    return answer.orThrow();
  }
}
