package io.humanlayer.policy.core.requirement;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who may not decide, whatever their qualification.
///
/// @param argument the argument of the action that names the person; null unless the kind is
///   `NAMED`
public record Exclusion(Kind kind, @Nullable String argument) implements Comparable<Exclusion> {

  /// What makes somebody excluded.
  public enum Kind {
    /// Who asks.
    REQUESTER,
    /// Who answers for the Agent.
    AGENT_OWNER,
    /// Who made the Agent.
    AGENT_AUTHOR,
    /// Who is paid: an argument called `payee`, `recipient`, `beneficiary`, `supplier` or
    /// `creditor` says who that is.
    PAYEE,
    /// The person that an argument names.
    NAMED
  }

  public static final Exclusion REQUESTER = new Exclusion(Kind.REQUESTER, null);
  public static final Exclusion AGENT_OWNER = new Exclusion(Kind.AGENT_OWNER, null);
  public static final Exclusion AGENT_AUTHOR = new Exclusion(Kind.AGENT_AUTHOR, null);
  public static final Exclusion PAYEE = new Exclusion(Kind.PAYEE, null);

  /// The arguments that say who is paid.
  public static final List<String> PAYEES =
      List.of("payee", "recipient", "beneficiary", "supplier", "creditor");

  private static final String ARGUMENT = "args.";
  private static final Comparator<Exclusion> ORDER =
      Comparator.comparing(Exclusion::kind).thenComparing(Exclusion::word);

  public Exclusion {
    if ((kind == Kind.NAMED) != (argument != null)) {
      throw new IllegalArgumentException("an argument belongs to NAMED, and only to it");
    }
  }

  /// Whoever the argument of this name names.
  public static Exclusion named(String argument) {
    return new Exclusion(Kind.NAMED, argument);
  }

  /// What documents write: `agent-owner`, `args.author`; nothing if it is no such word.
  public static Optional<Exclusion> of(String word) {
    if (word.startsWith(ARGUMENT) && word.length() > ARGUMENT.length()) {
      return Optional.of(named(word.substring(ARGUMENT.length())));
    }
    return List.of(REQUESTER, AGENT_OWNER, AGENT_AUTHOR, PAYEE).stream()
        .filter(exclusion -> exclusion.word().equals(word))
        .findFirst();
  }

  /// The word that documents and events write.
  public String word() {
    return argument == null
        ? kind.name().toLowerCase(Locale.ROOT).replace('_', '-')
        : ARGUMENT + argument;
  }

  @Override
  public int compareTo(Exclusion other) {
    return ORDER.compare(this, other);
  }
}
