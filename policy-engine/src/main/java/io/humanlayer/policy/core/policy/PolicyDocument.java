package io.humanlayer.policy.core.policy;

import java.util.List;
import java.util.Map;

/// A policy document that was understood.
///
/// @param canonical its canonical JSON (RFC 8785)
/// @param digest of the canonical form, by which the document is identified
/// @param positions where each value stands in the text, by its JSON Pointer
public record PolicyDocument(
    Policy policy, String canonical, String digest, Map<String, Position> positions) {

  public PolicyDocument {
    positions = Map.copyOf(positions);
  }

  /// What became of a text.
  public sealed interface Result {

    record Read(PolicyDocument document) implements Result {}

    record Flawed(List<Flaw> flaws) implements Result {
      public Flawed {
        flaws = List.copyOf(flaws);
      }
    }
  }

  /// The same flaws, each with its line and column in the text: those of the value it is about, or
  /// of the nearest one around it.
  public List<Flaw> located(List<Flaw> flaws) {
    return flaws.stream().map(this::located).toList();
  }

  private Flaw located(Flaw flaw) {
    if (flaw.line() > 0) {
      return flaw;
    }
    String at = flaw.at();
    while (!positions.containsKey(at) && !at.isEmpty()) {
      at = at.substring(0, Math.max(0, at.lastIndexOf('/')));
    }
    var position = positions.getOrDefault(at, new Position(1, 1));
    return new Flaw(flaw.at(), position.line(), position.column(), flaw.message());
  }
}
