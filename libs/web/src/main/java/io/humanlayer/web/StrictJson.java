package io.humanlayer.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.web.Problem.Kind;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads JSON from people we do not trust: no duplicate keys, no NaN, nothing after the document,
/// numbers exact, size and depth bounded.
public final class StrictJson {

  /// The largest body accepted, in bytes.
  public static final int MAX_BYTES = 1024 * 1024;

  /// The deepest nesting accepted.
  public static final int MAX_DEPTH = 32;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(100)
                          .maxStringLength(MAX_BYTES)
                          .maxDocumentLength(MAX_BYTES)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private StrictJson() {}

  /// The one JSON object in `body`.
  ///
  /// @throws ProblemException `too-large`, or `invalid-request` saying where it stops being JSON
  public static ObjectNode object(byte @Nullable [] body) {
    if (body == null || body.length == 0) {
      throw Problem.invalid("", "A JSON object is expected; the body is empty.").asException();
    }
    if (body.length > MAX_BYTES) {
      throw tooLarge();
    }
    if (parse(body) instanceof ObjectNode object) {
      return object;
    }
    throw Problem.invalid("", "The body must be a JSON object.").asException();
  }

  /// The one JSON value in `text`.
  ///
  /// @throws ProblemException as [#object]
  public static JsonNode parse(byte[] text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      if (node == null || node.isMissingNode()) {
        throw Problem.invalid("", "A JSON value is expected.").asException();
      }
      return node;
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      String where =
          at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
      throw Problem.invalid("", "Not valid JSON" + where + ": " + e.getOriginalMessage())
          .asException();
    } catch (IOException e) {
      throw Problem.invalid("", "Not valid UTF-8 JSON.").asException();
    }
  }

  /// The problem of a body beyond [#MAX_BYTES].
  public static ProblemException tooLarge() {
    return Problem.of(Kind.TOO_LARGE, "The body may have at most " + MAX_BYTES + " bytes.")
        .asException();
  }
}
