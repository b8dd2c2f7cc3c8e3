package io.humanlayer.testkit.passkey;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/// One passkey (ES256), with the browser before it. The methods that begin with `but` give the same
/// passkey in a situation that must not be believed.
public final class SoftPasskey {

  public static final int PRESENT_AND_VERIFIED = 0x05;
  private static final int ATTESTED = 0x40;
  private static final byte[] AAGUID = new byte[16];

  /// What the browser sends after `navigator.credentials.create`; base64url.
  public record Registered(String credential, String clientData, String attestationObject) {}

  /// What the browser sends after `navigator.credentials.get`; base64url.
  public record Signed(
      String credential, String authenticatorData, String clientData, String signature) {}

  private final KeyPair keys;
  private final byte[] credential;
  private final String relyingParty;
  private final String origin;
  private final int flags;
  private final long count;
  private final String rest;

  private SoftPasskey(
      KeyPair keys,
      byte[] credential,
      String relyingParty,
      String origin,
      int flags,
      long count,
      String rest) {
    this.keys = keys;
    this.credential = credential;
    this.relyingParty = relyingParty;
    this.origin = origin;
    this.flags = flags;
    this.count = count;
    this.rest = rest;
  }

  /// A new one, that checks who is there and counts nothing.
  public static SoftPasskey of(String relyingParty, String origin) {
    byte[] id = new byte[16];
    new SecureRandom().nextBytes(id);
    return new SoftPasskey(
        newKeys(), id, relyingParty, origin, PRESENT_AND_VERIFIED, 0, ",\"crossOrigin\":false");
  }

  public SoftPasskey butOn(String page) {
    return new SoftPasskey(keys, credential, relyingParty, page, flags, count, rest);
  }

  public SoftPasskey butFor(String party) {
    return new SoftPasskey(keys, credential, party, origin, flags, count, rest);
  }

  public SoftPasskey butSaying(int otherFlags) {
    return new SoftPasskey(keys, credential, relyingParty, origin, otherFlags, count, rest);
  }

  public SoftPasskey butFramed() {
    return new SoftPasskey(
        keys, credential, relyingParty, origin, flags, count, ",\"crossOrigin\":true");
  }

  public SoftPasskey butWithAnotherKey() {
    return new SoftPasskey(newKeys(), credential, relyingParty, origin, flags, count, rest);
  }

  /// One that has signed `signed` times.
  public SoftPasskey counting(long signed) {
    return new SoftPasskey(keys, credential, relyingParty, origin, flags, signed, rest);
  }

  public String credential() {
    return base64url(credential);
  }

  /// SubjectPublicKeyInfo.
  public byte[] publicKey() {
    return keys.getPublic().getEncoded();
  }

  public Registered register(String challenge) {
    var data =
        join(
            authenticatorData(flags | ATTESTED),
            AAGUID,
            ByteBuffer.allocate(2).putShort((short) credential.length).array(),
            credential,
            coseKey());
    byte[] object =
        join(
            new byte[] {(byte) 0xA3, 0x63},
            utf8("fmt"),
            new byte[] {0x64},
            utf8("none"),
            new byte[] {0x67},
            utf8("attStmt"),
            new byte[] {(byte) 0xA0, 0x68},
            utf8("authData"),
            new byte[] {0x58, (byte) data.length},
            data);
    return new Registered(
        credential(), base64url(clientData("webauthn.create", challenge)), base64url(object));
  }

  public Signed sign(String challenge) {
    return sign("webauthn.get", challenge);
  }

  /// Does something else than sign.
  public Signed sign(String act, String challenge) {
    byte[] data = authenticatorData(flags);
    byte[] client = clientData(act, challenge);
    try {
      Signature signer = Signature.getInstance("SHA256withECDSA");
      signer.initSign(keys.getPrivate());
      signer.update(data);
      signer.update(sha256(client));
      return new Signed(credential(), base64url(data), base64url(client), base64url(signer.sign()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK signs with ECDSA", e);
    }
  }

  private byte[] authenticatorData(int said) {
    return join(
        sha256(utf8(relyingParty)),
        new byte[] {(byte) said},
        ByteBuffer.allocate(4).putInt((int) count).array());
  }

  private byte[] clientData(String act, String challenge) {
    return utf8(
        "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\"%s}"
            .formatted(act, challenge, origin, rest));
  }

  /// RFC 9053 §7.1.1.
  private byte[] coseKey() {
    var point = ((ECPublicKey) keys.getPublic()).getW();
    return join(
        new byte[] {(byte) 0xA5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32},
        coordinate(point.getAffineX().toByteArray()),
        new byte[] {0x22, 0x58, 32},
        coordinate(point.getAffineY().toByteArray()));
  }

  private static byte[] coordinate(byte[] number) {
    byte[] fixed = new byte[32];
    int length = Math.min(number.length, fixed.length);
    System.arraycopy(number, number.length - length, fixed, fixed.length - length, length);
    return fixed;
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has P-256", e);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static byte[] join(byte[]... parts) {
    var all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
    Arrays.stream(parts).forEach(all::put);
    return all.array();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String base64url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
