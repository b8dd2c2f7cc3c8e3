package io.humanlayer.verifier;

import io.humanlayer.proof.CanonicalText;
import io.humanlayer.proof.evidence.AuthorityFiles;
import io.humanlayer.proof.evidence.AuthorityFiles.Kind;
import io.humanlayer.proof.evidence.HumanFiles;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The receipts by which a package proves by what right it was decided: those of passkeys, which
/// signatures name, and the others, which the decision names.
record PackagedAuthority(
    Map<AuthorityFiles.Name, byte[]> passkeys, Map<AuthorityFiles.Name, byte[]> others) {

  /// @param files all files of the package
  static PackagedAuthority in(Map<String, byte[]> files) {
    var authority =
        new PackagedAuthority(
            new HashMap<AuthorityFiles.Name, byte[]>(), new HashMap<AuthorityFiles.Name, byte[]>());
    files.forEach(
        (file, content) ->
            AuthorityFiles.Name.of(file)
                .ifPresent(
                    name ->
                        (name.kind() == Kind.PASSKEY ? authority.passkeys : authority.others)
                            .put(name, content)));
    return authority;
  }

  Collection<byte[]> registrations() {
    return passkeys.values();
  }

  /// The files that the package may have: of passkeys, those of the signatures in it.
  AuthorityFiles files(Optional<HumanFiles> human) {
    Set<String> named = human.map(HumanFiles::registrations).orElse(Set.of());
    var files = new TreeMap<String, String>();
    others.forEach((name, content) -> files.put(name.file(), CanonicalText.utf8(content)));
    passkeys.forEach(
        (name, content) -> {
          if (named.contains(name.event())) {
            files.put(name.file(), CanonicalText.utf8(content));
          }
        });
    return new AuthorityFiles(files);
  }
}
