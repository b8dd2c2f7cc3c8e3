package io.humanlayer.verifier;

import com.fasterxml.jackson.databind.JsonNode;
import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.ConsistencyProof;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.evidence.HumanFiles;
import io.humanlayer.proof.evidence.HumanFiles.Signed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The head of the log that a Sentinel saw and signed with their verdict: the log that proves the
/// decision must have grown from it (RFC 9162 §2.1.4).
public final class SeenHead {

  private SeenHead() {}

  /// The head that an intent names; none where there was no head yet.
  public static Optional<Checkpoint> in(String intent) {
    JsonNode head = CanonicalJson.parse(intent).path("logHead");
    return head.isObject()
        ? Optional.of(
            new Checkpoint(
                head.path("origin").asText(),
                head.path("size").asLong(),
                Hash.fromBase64(head.path("root").asText())))
        : Optional.empty();
  }

  /// The hashes that lead from it, a line each.
  public static String text(ConsistencyProof proof) {
    var text = new StringBuilder();
    proof.path().forEach(hash -> text.append(hash.base64()).append('\n'));
    return text.toString();
  }

  /// Checks each signature's head against `head`.
  ///
  /// @param files all files of the package
  /// @return the files that belong to it, by the number of the verdict
  static SortedMap<Integer, String> check(
      Steps steps,
      HumanFiles human,
      Map<String, byte[]> files,
      Checkpoint head,
      List<String> meaning) {
    var growth = new TreeMap<Integer, String>();
    for (Map.Entry<Integer, Signed> one : human.signatures().entrySet()) {
      Optional<Checkpoint> seen = in(one.getValue().intent());
      byte[] file = files.get(HumanFiles.growth(one.getKey()));
      if (seen.isEmpty() || file == null) {
        meaning.add(
            "Which log the signer of verdict %s had seen is not proven by these files."
                .formatted(one.getKey()));
        continue;
      }
      String text = steps.text(file);
      var proof = new ConsistencyProof(seen.get().size(), head.size(), path(text));
      steps.require(text(proof).equals(text), "a list of hashes is not in its one spelling");
      steps.require(
          seen.get().origin().equals(head.origin()) && proof.proves(seen.get().root(), head.root()),
          "the log has not grown from the head that was signed with verdict " + one.getKey());
      steps.ok(
          "The log has grown from the head of %s entries that was signed with verdict %s."
              .formatted(Long.toUnsignedString(seen.get().size()), one.getKey()));
      growth.put(one.getKey(), text);
    }
    return growth;
  }

  private static List<Hash> path(String text) {
    return text.lines().map(Hash::fromBase64).toList();
  }
}
