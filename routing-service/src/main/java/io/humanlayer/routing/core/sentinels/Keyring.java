package io.humanlayer.routing.core.sentinels;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The passkeys of one Sentinel, by credential id.
///
/// @param removed those that sign nothing more, and never will again
public record Keyring(Map<String, Passkey> passkeys, Set<String> removed) {

  static final Keyring EMPTY = new Keyring(Map.of(), Set.of());

  public Keyring {
    passkeys = Collections.unmodifiableMap(new TreeMap<>(passkeys));
    removed = Set.copyOf(removed);
  }

  boolean knows(String credential) {
    return passkeys.containsKey(credential) || removed.contains(credential);
  }

  Keyring with(Passkey passkey) {
    Map<String, Passkey> more = new TreeMap<>(passkeys);
    more.put(passkey.credential(), passkey);
    return new Keyring(more, removed);
  }

  Keyring without(String credential) {
    Map<String, Passkey> fewer = new TreeMap<>(passkeys);
    fewer.remove(credential);
    Set<String> gone = new TreeSet<>(removed);
    gone.add(credential);
    return new Keyring(fewer, gone);
  }
}
