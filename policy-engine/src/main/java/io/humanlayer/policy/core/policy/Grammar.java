package io.humanlayer.policy.core.policy;

import io.humanlayer.policy.core.catalogue.Data;
import java.util.List;
import java.util.Set;

/// What can be said of the text of a condition without evaluating it. The text is one that
/// `Language` compiles.
public interface Grammar {

  /// A condition that differs from another by one small mistake.
  ///
  /// @param what the mistake, in words: `> became >= in args.amount > 1000`
  record Variant(String text, String what) {}

  /// A constant with which a condition compares a variable, where its meaning changes.
  ///
  /// @param variable a path such as `args.amount` or `limits.money_hour`
  record Boundary(String variable, Data value) {}

  /// How one condition lies to another.
  enum Lie {
    /// Both hold for the same.
    SAME,
    /// The second holds for nothing that the first does not hold for.
    NARROWER,
    /// The second holds for all that the first holds for.
    WIDER,
    /// Nothing of this can be shown.
    UNKNOWN
  }

  /// The conditions that a mistyping author could have written instead.
  List<Variant> variants(String text);

  /// The constants that `text` compares variables with, in the order of the text.
  List<Boundary> boundaries(String text);

  /// The variables that `text` reads, as paths.
  Set<String> variables(String text);

  /// How `second` lies to `first`. What is not shown to be narrower or wider is unknown.
  Lie lie(String first, String second);
}
