package io.humanlayer.verifier;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.humanlayer.proof.MalformedException;
import java.io.IOException;
import org.erdtman.jcs.JsonCanonicalizer;

/// JSON in the one form of RFC 8785 (JCS).
final class CanonicalJson {

  static final int MAX_DEPTH = 64;

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private CanonicalJson() {}

  /// Any JSON text: no key twice, nothing after the value, bounded depth.
  static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new MalformedException("it is not JSON: " + e.getOriginalMessage());
    }
  }

  static String of(JsonNode value) {
    return canonical(value.toString());
  }

  /// The canonical form of a JSON text. It is parsed strictly first, since the canonicaliser itself
  /// sets no bounds.
  static String canonical(String text) {
    JsonNode _ = parse(text);
    try {
      return new JsonCanonicalizer(text).getEncodedString();
    } catch (IOException e) {
      throw new MalformedException("it has no canonical form: " + e.getMessage());
    }
  }
}
