package io.humanlayer.verifier;

import io.humanlayer.proof.MalformedException;
import io.humanlayer.verifier.Verification.Refused;
import io.humanlayer.verifier.Verification.Verified;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The command `verify FILE --key VKEY`: 0 verified, 1 refused, 2 wrongly called.
public final class VerifyCommand {

  static final int VERIFIED = 0;
  static final int REFUSED = 1;
  static final int USAGE = 2;

  private static final String HELP =
      """
      usage: verify FILE --key VKEY [--key VKEY ...] [options]

        FILE   a receipt, a Sigstore bundle, a tlog-proof, a checkpoint, an evidence package
               (.zip), disclosures with the signatures of passkeys, a folder with a whole log, or the address of one (http://.../v1/logs/ORIGIN)

        --key VKEY          the public key of the log: name+id+base64. Get it from the organisation
                            itself, not from whoever hands you the file. Further keys are those of
                            witnesses, and of the log under ML-DSA-44
        --trusted-root FILE the key of the log from a Sigstore trusted root instead of --key
        --artifact FILE     for a bundle and for disclosures: the sealed document, decision.json
        --bundle FILE       for disclosures: the Sigstore bundle over decision.json
        --registration FILE for disclosures: the receipt of a passkey's registration, whose event the
                            signature names; may be given several times. Without it, whose
                            passkey it is is not proven
        --event             accept a receipt of an event that is no decision
        --leaf FILE         for a tlog-proof: the entry that it is about
        --api-key KEY       for an address: what the log asks its readers for
        --reformatted       accept a receipt whose JSON was laid out anew (indented, reordered)

      Nothing is fetched unless FILE is an address.
      Exit: 0 verified, 1 refused, 2 wrongly called.\
      """;

  private VerifyCommand() {}

  public static void main(String[] args) {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(List.of(args), out, err));
  }

  static int run(List<String> args, PrintStream out, PrintStream err) {
    try {
      Optional<Call> call = Call.read(args);
      if (call.isEmpty()) {
        err.println(HELP);
        return USAGE;
      }
      return report(AnyVerification.of(call.get()), out);
    } catch (MalformedException e) {
      err.println("A key or certificate is none: " + e.getMessage() + ".");
      return USAGE;
    } catch (IOException e) {
      err.println("A file cannot be read: " + e.getMessage());
      return USAGE;
    }
  }

  private static int report(Verification verification, PrintStream out) {
    verification.checks().forEach(check -> out.println("  ok  " + check));
    return switch (verification) {
      case Verified(_, List<String> meaning) -> {
        out.println("VERIFIED");
        meaning.forEach(sentence -> out.println("  " + sentence));
        yield VERIFIED;
      }
      case Refused(_, String reason) -> {
        out.println(" NO   " + reason + ".");
        out.println("REFUSED: nothing in this file is proven.");
        yield REFUSED;
      }
    };
  }
}
