package io.humanlayer.verifier;

import java.util.List;

/// What came of checking a receipt. `checks` are the steps that held, in order, in plain words.
public sealed interface Verification {

  List<String> checks();

  /// Every step held. `meaning` says in sentences what is thereby proven.
  record Verified(List<String> checks, List<String> meaning) implements Verification {
    public Verified {
      checks = List.copyOf(checks);
      meaning = List.copyOf(meaning);
    }
  }

  /// The step after `checks` did not hold, and why. Nothing of the receipt is to be believed.
  record Refused(List<String> checks, String reason) implements Verification {
    public Refused {
      checks = List.copyOf(checks);
    }
  }
}
