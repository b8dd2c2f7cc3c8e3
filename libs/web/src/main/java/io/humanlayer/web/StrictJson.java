package io.humanlayer.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
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
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads JSON from people we do not trust: UTF-8 and nothing else, no duplicate keys, no NaN,
/// nothing after the document, numbers exact, size and depth bounded. Text that has no UTF-8 form
/// (half of a surrogate pair) is refused too, for two such texts would have the same digest.
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

  private static final char BYTE_ORDER_MARK = '\uFEFF';

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

  /// The one JSON object in `body`, of which no more is read than a body may have.
  ///
  /// @throws ProblemException as the other
  /// @throws UncheckedIOException if the body does not come
  public static ObjectNode object(InputStream body) {
    try {
      return object(body.readNBytes(MAX_BYTES + 1));
    } catch (IOException e) {
      throw new UncheckedIOException("the body does not come", e);
    }
  }

  /// The one JSON value in `utf8`.
  ///
  /// @throws ProblemException as [#object]
  public static JsonNode parse(byte[] utf8) {
    String text = decoded(utf8);
    try {
      JsonNode node = MAPPER.readTree(text);
      if (node == null || node.isMissingNode()) {
        throw Problem.invalid("", "A JSON value is expected.").asException();
      }
      requireUnicode("", node);
      return node;
    } catch (JsonProcessingException e) {
      throw Problem.invalid("", "Not valid JSON" + where(e.getLocation()) + ": " + reason(e))
          .asException();
    }
  }

  private static String decoded(byte[] utf8) {
    ByteBuffer in = ByteBuffer.wrap(utf8);
    CharBuffer out = CharBuffer.allocate(utf8.length);
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
    if (result.isError()) {
      throw Problem.invalid("", "Not valid UTF-8: the byte at offset " + in.position() + ".")
          .asException();
    }
    String text = out.flip().toString();
    if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
      throw Problem.invalid("", "Not valid JSON: it starts with a byte order mark.").asException();
    }
    return text;
  }

  private static String where(@Nullable JsonLocation at) {
    return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
  }

  /// The parser's words, without the names of its settings.
  private static String reason(JsonProcessingException e) {
    return e.getOriginalMessage().replaceAll("(, from|: enable) `[^`]*`( to allow)?", "");
  }

  private static void requireUnicode(String pointer, JsonNode node) {
    if (node.isTextual() && halfPair(node.textValue())) {
      throw Problem.invalid(pointer, "The text has half of a surrogate pair.").asException();
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (halfPair(field.getKey())) {
        throw Problem.invalid(pointer, "A field's name has half of a surrogate pair.")
            .asException();
      }
      requireUnicode(pointer + "/" + JsonFields.escape(field.getKey()), field.getValue());
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      requireUnicode(pointer + "/" + i, node.get(i));
    }
  }

  private static boolean halfPair(String text) {
    return text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  /// The problem of a body beyond [#MAX_BYTES].
  public static ProblemException tooLarge() {
    return Problem.of(Kind.TOO_LARGE, "The body may have at most " + MAX_BYTES + " bytes.")
        .asException();
  }
}
