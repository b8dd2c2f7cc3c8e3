package io.humanlayer.policy.app;

import io.humanlayer.policy.core.policy.PolicyDocument;

/// How policies are written down.
public interface PolicyTexts {

  /// Reads a document as its author wrote it, or in its canonical form.
  PolicyDocument.Result read(String text);
}
