package io.humanlayer.policy.app;

import io.humanlayer.policy.core.policy.PolicyRef;

/// The service's signature under published numbers.
public interface PolicySeal {

  /// The signature line under a number and its document.
  String sign(PolicyRef policy, String digest);

  /// Whether the line is this service's signature under exactly that.
  boolean verifies(PolicyRef policy, String digest, String signature);

  /// The public key, in the form that stock tools read (C2SP vkey).
  String verifierKey();
}
