package io.humanlayer.verifier;

import io.humanlayer.proof.MalformedException;
import io.humanlayer.proof.NoteVerifier;
import io.humanlayer.verifier.Verification.Refused;
import io.humanlayer.verifier.Verification.Verified;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The command `verify <receipt.json> --key <vkey>`: 0 verified, 1 refused, 2 wrongly called.
public final class VerifyCommand {

  static final int VERIFIED = 0;
  static final int REFUSED = 1;
  static final int USAGE = 2;

  private static final String HELP =
      """
      usage: verify <receipt.json> --key <vkey> [--reformatted]

        <receipt.json>   the receipt as the ledger gave it
        --key <vkey>     the public key of the log: name+id+base64. Get it from the organisation
                         itself, not from whoever hands you the receipt
        --reformatted    accept a receipt whose JSON was laid out anew (indented, reordered)

      Nothing is fetched; the receipt and the key are all that is read.
      Exit: 0 verified, 1 refused, 2 wrongly called.""";

  private VerifyCommand() {}

  public static void main(String[] args) {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(List.of(args), out, err));
  }

  private record Call(Path receipt, NoteVerifier key, boolean reformatted) {}

  static int run(List<String> args, PrintStream out, PrintStream err) {
    try {
      Optional<Call> call = read(args);
      if (call.isEmpty()) {
        err.println(HELP);
        return USAGE;
      }
      return report(verify(call.get()), out);
    } catch (MalformedException e) {
      err.println("The key is not a key: " + e.getMessage() + ".");
      return USAGE;
    } catch (IOException e) {
      err.println("The receipt cannot be read: " + e.getMessage());
      return USAGE;
    }
  }

  private static Optional<Call> read(List<String> args) {
    Optional<Path> receipt = Optional.empty();
    Optional<NoteVerifier> key = Optional.empty();
    boolean reformatted = false;
    var rest = (args.isEmpty() || !args.getFirst().equals("verify") ? args : tail(args)).iterator();
    while (rest.hasNext()) {
      String arg = rest.next();
      if (arg.equals("--key") && rest.hasNext() && key.isEmpty()) {
        key = Optional.of(NoteVerifier.parse(rest.next()));
      } else if (arg.equals("--reformatted")) {
        reformatted = true;
      } else if (!arg.startsWith("--") && receipt.isEmpty()) {
        receipt = Optional.of(Path.of(arg));
      } else {
        return Optional.empty();
      }
    }
    return receipt.isEmpty() || key.isEmpty()
        ? Optional.empty()
        : Optional.of(new Call(receipt.get(), key.get(), reformatted));
  }

  private static Verification verify(Call call) throws IOException {
    try (InputStream in = Files.newInputStream(call.receipt())) {
      byte[] file = in.readNBytes(ReceiptVerification.MAX_BYTES + 1);
      return call.reformatted()
          ? ReceiptVerification.ofReformatted(file, call.key())
          : ReceiptVerification.ofFile(file, call.key());
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
        out.println("REFUSED: nothing in this receipt is proven.");
        yield REFUSED;
      }
    };
  }

  private static List<String> tail(List<String> args) {
    return args.subList(1, args.size());
  }
}
