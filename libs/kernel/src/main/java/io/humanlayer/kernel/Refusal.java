package io.humanlayer.kernel;

/// Why a command does not hold. Each feature has its own enum of refusals; never a Decision.
public interface Refusal {

  /// The name of the refusal, as the enum constant: `NOT_YOUR_SEAT`.
  String name();

  /// One sentence for the person or programme that gave the command.
  String explanation();
}
