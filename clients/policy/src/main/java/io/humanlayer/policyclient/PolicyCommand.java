package io.humanlayer.policyclient;

import io.humanlayer.policy.app.CheckPolicy;
import io.humanlayer.policy.core.change.Direction;
import io.humanlayer.policy.core.change.PolicyDiff;
import io.humanlayer.policy.core.policy.Flaw;
import io.humanlayer.policy.outbound.cel.CelGrammar;
import io.humanlayer.policy.outbound.cel.CelLanguage;
import io.humanlayer.policy.wire.TrialYaml;
import io.humanlayer.policy.wire.YamlPolicies;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// `./humanlayer policy check|test|diff|replay|publish`.
public final class PolicyCommand {

  static final int SOUND = 0;
  static final int REFUSED = 1;
  static final int USAGE = 2;
  static final int UNREACHABLE = 3;

  private static final String HELP =
      """
      usage: humanlayer policy COMMAND

        check FILE                    read, compile, lint and test; name the untested boundaries
        test FILE [--junit XML]       run the policy's own tests, each with its result
        diff OLD NEW                  what changes, and whether it loosens; exit 1 if it does
        replay FILE [--from T] [--to T]
                                      what the draft would have made of the running system's past
        replay FILE --current OLD --requests NDJSON
                                      the same, offline
        publish FILE [--stage draft|shadow|enforced] [--author WHO]

      replay and publish talk to the instance in .humanlayer/, in --home DIR or $HUMANLAYER_HOME, or
      to --url URL with the operator's token in $HUMANLAYER_TOKEN; publish also takes the key of a
      Sentinel there, who is then the author.
      Exit codes: 0 sound, 1 refused, 2 wrong usage, 3 the system cannot be reached.
      """;

  private final CheckPolicy checking =
      new CheckPolicy(new YamlPolicies(), new CelLanguage(), new CelGrammar());
  private final PrintStream out;

  PolicyCommand(PrintStream out) {
    this.out = out;
  }

  /// @param arguments the words after `policy`
  public static void main(String[] arguments) {
    System.exit(new PolicyCommand(System.out).run(List.of(arguments)));
  }

  int run(List<String> words) {
    try {
      var options = Options.of(words);
      return switch (options.command()) {
        case "check" -> check(options);
        case "test" -> test(options);
        case "diff" -> diff(options);
        case "replay" -> new ReplayCommand(out, checking).run(options);
        case "publish" -> new PublishCommand(out).run(options);
        case "help", "-h", "--help" -> {
          out.print(HELP);
          yield SOUND;
        }
        default -> throw new UsageException("unknown command " + options.command());
      };
    } catch (UsageException e) {
      out.println("humanlayer policy: " + e.getMessage());
      out.print(HELP);
      return USAGE;
    } catch (UnreachableException e) {
      out.println("humanlayer policy: " + e.getMessage());
      return UNREACHABLE;
    }
  }

  private int check(Options options) {
    var file = options.file(0);
    return switch (checking.check(read(file))) {
      case CheckPolicy.Result.Flawed(List<Flaw> flaws) -> refused(file, flaws);
      case CheckPolicy.Result.Sound sound -> {
        var policy = sound.document().policy();
        var mutations = checking.mutations(sound.rulebook());
        out.printf(
            "%s: sound; %d rules, %d tests passed, %d of %d planted mistakes noticed (%d %%)%n",
            file,
            policy.rules().size(),
            policy.trials().size(),
            mutations.killed(),
            mutations.mutants(),
            mutations.score());
        out.println("digest " + sound.document().digest());
        var warnings = sound.warnings().stream().map(lint -> lint.flaw()).toList();
        for (var warning : sound.document().located(warnings)) {
          print(file, "warning", warning);
        }
        for (var survivor : mutations.survivors()) {
          out.printf("untested boundary: rule %s, %s%n", survivor.rule(), survivor.what());
          var test = survivor.test();
          if (test != null) {
            out.println("    - " + TrialYaml.write(test));
          }
        }
        yield SOUND;
      }
    };
  }

  private int test(Options options) {
    var file = options.file(0);
    var report = TestReport.of(read(file));
    options.value("--junit").ifPresent(xml -> write(Path.of(xml), report.junit(file.toString())));
    report.print(out, file.toString());
    return report.passed() ? SOUND : REFUSED;
  }

  private int diff(Options options) {
    var before = options.file(0);
    var after = options.file(1);
    var old = checking.check(read(before));
    var fresh = checking.check(read(after));
    if (old instanceof CheckPolicy.Result.Flawed(List<Flaw> flaws)) {
      return refused(before, flaws);
    }
    if (fresh instanceof CheckPolicy.Result.Flawed(List<Flaw> flaws)) {
      return refused(after, flaws);
    }
    var change =
        PolicyDiff.between(
            ((CheckPolicy.Result.Sound) old).rulebook(),
            ((CheckPolicy.Result.Sound) fresh).rulebook(),
            new CelGrammar());
    out.printf(
        "%s: %d differences; %d must approve%n",
        change.direction(), change.differences().size(), change.approvals());
    for (var difference : change.differences()) {
      out.printf("%-10s %s: %s%n", difference.direction(), difference.at(), difference.what());
    }
    return change.direction() == Direction.LOOSENING ? REFUSED : SOUND;
  }

  private int refused(Path file, List<Flaw> flaws) {
    flaws.forEach(flaw -> print(file, "error", flaw));
    out.printf("%s: %d errors%n", file, flaws.size());
    return REFUSED;
  }

  /// The form that editors and CI systems know how to link.
  private void print(Path file, String kind, Flaw flaw) {
    out.printf(
        "%s:%d:%d: %s: %s %s%n",
        file,
        Math.max(1, flaw.line()),
        Math.max(1, flaw.column()),
        kind,
        flaw.at(),
        flaw.message());
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UsageException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UsageException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }
}
