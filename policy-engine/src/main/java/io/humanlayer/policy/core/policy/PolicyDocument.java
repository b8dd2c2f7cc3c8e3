package io.humanlayer.policy.core.policy;

import java.util.List;

/// A policy document that was understood.
///
/// @param canonical its canonical JSON (RFC 8785)
/// @param digest of the canonical form, by which the document is identified
public record PolicyDocument(Policy policy, String canonical, String digest) {

  /// What became of a text.
  public sealed interface Result {

    record Read(PolicyDocument document) implements Result {}

    record Flawed(List<Flaw> flaws) implements Result {
      public Flawed {
        flaws = List.copyOf(flaws);
      }
    }
  }
}
