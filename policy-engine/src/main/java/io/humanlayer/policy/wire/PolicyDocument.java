package io.humanlayer.policy.wire;

import io.humanlayer.policy.core.policy.Flaw;
import io.humanlayer.policy.core.policy.Policy;
import java.util.List;

/// A policy document that was understood: the model, its canonical JSON, and the digest that
/// identifies it.
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

  /// Reads YAML, or canonical JSON, which is YAML too.
  public static Result read(String text) {
    try {
      var item = Yaml.parse(text);
      var policy = PolicyReader.read(item);
      var canonical = Json.canonical(Item.data(item));
      return new Result.Read(new PolicyDocument(policy, canonical, Json.digest(canonical)));
    } catch (FlawedDocument e) {
      return new Result.Flawed(e.flaws());
    }
  }
}
