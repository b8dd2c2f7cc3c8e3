package io.humanlayer.proof.decision;

import io.humanlayer.proof.Hash;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// One value that stands in a sealed document by its digest alone (RFC 9901 §4.2.1). Once the salt
/// is destroyed the digest says nothing of the value, and the document is as valid as before.
///
/// @param salt base64url of at least 128 bits of chance
/// @param name the field; an alphabet that needs no escape in JSON
/// @param value the value as JSON text
public record Disclosure(String salt, String name, String value) {

  public static final int SALT_BYTES = 16;

  public Disclosure {
    if (!salt.matches("[A-Za-z0-9_-]{22,}") || !name.matches("[A-Za-z0-9._]{1,100}")) {
      throw new IllegalArgumentException("a disclosure has a salt of 128 bits and a plain name");
    }
  }

  public static Disclosure of(byte[] salt, String name, String value) {
    return new Disclosure(
        Base64.getUrlEncoder().withoutPadding().encodeToString(salt), name, value);
  }

  /// What is handed to whoever may see the value.
  public String encoded() {
    String array = "[\"" + salt + "\",\"" + name + "\"," + value + "]";
    return base64url(array.getBytes(StandardCharsets.UTF_8));
  }

  /// What stands in the document.
  public String digest() {
    return base64url(Hash.sha256(encoded().getBytes(StandardCharsets.US_ASCII)).bytes());
  }

  private static String base64url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
