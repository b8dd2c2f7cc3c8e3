package io.humanlayer.proof;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Readers that accept exactly one spelling of a value, so that no character of a signed or hashed
/// document can be changed without being noticed.
public final class CanonicalText {

  private CanonicalText() {}

  /// Standard base64 with padding whose unused bits are zero.
  public static byte[] base64(String text) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new MalformedException("not base64");
    }
    if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
      throw new MalformedException("not canonical base64");
    }
    return bytes;
  }

  /// Base64 for URLs without padding (RFC 4648 §5) whose unused bits are zero.
  public static byte[] base64url(String text) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new MalformedException("not base64url");
    }
    if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text)) {
      throw new MalformedException("not canonical base64url");
    }
    return bytes;
  }

  /// A decimal from 0 to 2⁶⁴-1 without sign or leading zero, as an unsigned `long`.
  public static long unsigned(String text) {
    long value;
    try {
      value = Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      throw new MalformedException("not a decimal of 64 bits");
    }
    if (!Long.toUnsignedString(value).equals(text)) {
      throw new MalformedException("not a canonical decimal");
    }
    return value;
  }

  /// UTF-8 without replacement characters for what does not decode.
  public static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedException("not valid UTF-8");
    }
  }
}
