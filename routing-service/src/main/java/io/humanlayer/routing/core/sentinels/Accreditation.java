package io.humanlayer.routing.core.sentinels;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Everything that the register holds of one Sentinel and that has been an event.
///
/// @param mandates the delegations this Sentinel has given, by id
/// @param lapses how many offers in a row were left unanswered
public record Accreditation(
    Particulars particulars,
    @Nullable Proofing proofing,
    List<Qualification> qualifications,
    List<Conflict> conflicts,
    Map<String, Mandate> mandates,
    Presence presence,
    int lapses,
    Keyring passkeys) {

  public Accreditation {
    qualifications = List.copyOf(qualifications);
    conflicts = List.copyOf(conflicts);
    mandates = Collections.unmodifiableMap(new TreeMap<>(mandates));
  }

  static Accreditation of(Particulars particulars) {
    return new Accreditation(
        particulars,
        null,
        List.of(),
        List.of(),
        Map.of(),
        new Presence.Available(),
        0,
        Keyring.EMPTY);
  }

  /// Whether the qualification is held, in one's own right, at this instant.
  boolean holds(String qualification, Instant at) {
    return qualifications.stream()
        .anyMatch(held -> held.name().equals(qualification) && held.validAt(at));
  }

  Optional<Conflict> conflict(String id) {
    return conflicts.stream().filter(conflict -> conflict.id().equals(id)).findFirst();
  }

  Accreditation with(Particulars other) {
    return new Accreditation(
        other, proofing, qualifications, conflicts, mandates, presence, lapses, passkeys);
  }

  Accreditation with(Proofing other) {
    return new Accreditation(
        particulars, other, qualifications, conflicts, mandates, presence, lapses, passkeys);
  }

  /// Takes the place of the same qualification on other terms.
  Accreditation with(Qualification granted) {
    return with(plus(without(qualifications, granted::sameAs), granted), conflicts);
  }

  Accreditation without(String name, int level, Instant validFrom) {
    return with(without(qualifications, held -> held.sameAs(name, level, validFrom)), conflicts);
  }

  Accreditation with(Conflict declared) {
    return with(qualifications, plus(conflicts, declared));
  }

  Accreditation withoutConflict(String id) {
    return with(qualifications, without(conflicts, conflict -> conflict.id().equals(id)));
  }

  Accreditation with(Mandate mandate) {
    Map<String, Mandate> more = new TreeMap<>(mandates);
    more.put(mandate.delegation().id(), mandate);
    return new Accreditation(
        particulars, proofing, qualifications, conflicts, more, presence, lapses, passkeys);
  }

  Accreditation with(Presence other, int missed) {
    return new Accreditation(
        particulars, proofing, qualifications, conflicts, mandates, other, missed, passkeys);
  }

  Accreditation with(Passkey passkey) {
    return with(passkeys.with(passkey));
  }

  Accreditation withoutPasskey(String credential) {
    return with(passkeys.without(credential));
  }

  private Accreditation with(Keyring other) {
    return new Accreditation(
        particulars, proofing, qualifications, conflicts, mandates, presence, lapses, other);
  }

  private Accreditation with(List<Qualification> held, List<Conflict> declared) {
    return new Accreditation(
        particulars, proofing, held, declared, mandates, presence, lapses, passkeys);
  }

  private static <T> List<T> plus(List<T> list, T last) {
    List<T> longer = new ArrayList<>(list);
    longer.add(last);
    return longer;
  }

  private static <T> List<T> without(List<T> list, Predicate<T> gone) {
    return list.stream().filter(gone.negate()).toList();
  }
}
