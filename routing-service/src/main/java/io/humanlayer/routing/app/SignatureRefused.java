package io.humanlayer.routing.app;

import io.humanlayer.kernel.Refusal;
import io.humanlayer.proof.human.AssertionCheck;

/// Why a signature, or the making of a passkey, is not believed.
///
/// @param name as a refusal is named: `OTHER_ORIGIN`
public record SignatureRefused(String name, String explanation) implements Refusal {

  public static final SignatureRefused NOT_SHOWN =
      new SignatureRefused(
          "NOT_SHOWN", "Open the case first: a signature is over what was shown to its giver.");
  public static final SignatureRefused NO_INTENT =
      new SignatureRefused(
          "NO_INTENT", "There is no such intent of yours in this case, or it was used already.");
  public static final SignatureRefused INTENT_EXPIRED =
      new SignatureRefused("INTENT_EXPIRED", "The intent has run out; ask for another one.");
  public static final SignatureRefused NO_PASSKEY =
      new SignatureRefused(
          "NO_PASSKEY", "This passkey is not one of yours, or was removed: it signs nothing.");
  public static final SignatureRefused COUNTER_WENT_BACK =
      new SignatureRefused(
          "COUNTER_WENT_BACK",
          "The passkey has signed more often elsewhere: there may be a copy of it. Remove it.");
  public static final SignatureRefused NO_CHALLENGE =
      new SignatureRefused(
          "NO_CHALLENGE", "The question that this passkey answers was answered or has run out.");

  public static SignatureRefused of(AssertionCheck.Refused refused) {
    return new SignatureRefused(
        refused.fault().name(), "The signature is refused: " + refused.detail() + ".");
  }
}
