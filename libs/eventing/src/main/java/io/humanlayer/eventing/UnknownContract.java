package io.humanlayer.eventing;

/// An event type or schema that this build does not know: a newer producer was deployed first. The
/// consumer must stop; skipping or guessing would lose a fact.
public final class UnknownContract extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownContract(String message) {
    super(message);
  }
}
