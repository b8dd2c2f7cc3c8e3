package io.humanlayer.policy.app;

import io.humanlayer.kernel.OrganisationId;
import java.util.Optional;

/// Who holds a Sentinel's key: whoever keeps the register knows.
public interface SignIn {

  /// A Sentinel, by where they belong.
  record Person(OrganisationId organisation, String sentinel) {}

  /// Whoever keeps the register does not answer.
  final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Unavailable(String message, Throwable cause) {
      super(message, cause);
    }

    public Unavailable(String message) {
      super(message);
    }
  }

  /// @throws Unavailable if it cannot be known just now
  Optional<Person> byKey(String key);
}
