package io.humanlayer.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;

/// An inclusion check as it is found in the wild: right for every right proof, and without the two
/// questions that a wrong one fails. It is here to show which probes those questions are for.
final class CarelessInclusion {

  private CarelessInclusion() {}

  static boolean accepts(JsonNode probe) {
    long fn = probe.get("leafIdx").asLong();
    long sn = probe.get("treeSize").asLong() - 1;
    byte[] r = CanonicalText.base64(probe.get("leafHash").asText());
    for (JsonNode item : probe.path("proof")) {
      byte[] p = CanonicalText.base64(item.asText());
      boolean right = (fn & 1) == 1 || fn == sn;
      r =
          right
              ? Hash.sha256(new byte[] {1}, p, r).bytes()
              : Hash.sha256(new byte[] {1}, r, p).bytes();
      while (right && (fn & 1) == 0 && fn != 0) {
        fn >>= 1;
        sn >>= 1;
      }
      fn >>= 1;
      sn >>= 1;
    }
    return Arrays.equals(r, CanonicalText.base64(probe.get("root").asText()));
  }
}
