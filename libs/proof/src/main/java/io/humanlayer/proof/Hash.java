package io.humanlayer.proof;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A SHA-256 value: 32 bytes, never more or fewer.
public final class Hash {

  public static final int LENGTH = 32;

  private final byte[] bytes;

  private Hash(byte[] bytes) {
    this.bytes = bytes;
  }

  /// @throws MalformedException unless there are exactly 32 bytes
  public static Hash of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new MalformedException("a hash has 32 bytes, not " + bytes.length);
    }
    return new Hash(bytes.clone());
  }

  /// Reads canonical base64 of exactly 32 bytes.
  public static Hash fromBase64(String text) {
    return of(CanonicalText.base64(text));
  }

  /// SHA-256 over the parts, one after the other.
  public static Hash sha256(byte[]... parts) {
    MessageDigest digest = newDigest();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return new Hash(digest.digest());
  }

  /// RFC 9162 §2.1.1: the hash of a leaf, domain-separated from that of a node.
  public static Hash ofLeaf(byte[] leaf) {
    MessageDigest digest = newDigest();
    digest.update((byte) 0);
    return new Hash(digest.digest(leaf));
  }

  /// As [#ofLeaf(byte[])], for a leaf that is UTF-8 text.
  public static Hash ofLeaf(String leaf) {
    return ofLeaf(leaf.getBytes(StandardCharsets.UTF_8));
  }

  /// RFC 9162 §2.1.1: the hash of an inner node.
  public static Hash ofNode(Hash left, Hash right) {
    MessageDigest digest = newDigest();
    digest.update((byte) 1);
    digest.update(left.bytes);
    return new Hash(digest.digest(right.bytes));
  }

  /// RFC 9162 §2.1.1: the root of the tree without leaves.
  public static Hash ofNothing() {
    return sha256();
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  void putInto(ByteBuffer target) {
    target.put(bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
