package io.humanlayer.web;

import io.humanlayer.web.Problem.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// The two secrets that a deployment gives to its services: the operator's, and the one by which
/// services know one another. Also how tokens are read from a header and hashed.
@ApplicationScoped
public class Tokens {

  private final byte[] operator;
  private final byte[] service;

  public Tokens(
      @ConfigProperty(name = "humanlayer.operator-token") String operator,
      @ConfigProperty(name = "humanlayer.service-token") String service) {
    this.operator = utf8(operator);
    this.service = utf8(service);
  }

  public boolean isOperator(@Nullable String token) {
    return matches(token, operator);
  }

  public boolean isService(@Nullable String token) {
    return matches(token, service);
  }

  /// @throws ProblemException `unauthenticated` unless `authorization` carries the operator's token
  public void requireOperator(@Nullable String authorization) {
    if (!isOperator(bearer(authorization))) {
      throw unauthenticated();
    }
  }

  /// @throws ProblemException `unauthenticated` unless `authorization` carries a service's token
  public void requireService(@Nullable String authorization) {
    if (!isService(bearer(authorization))) {
      throw unauthenticated();
    }
  }

  /// The token of an `Authorization: Bearer` header.
  public static @Nullable String bearer(@Nullable String authorization) {
    return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)
        ? authorization.substring(7).trim()
        : null;
  }

  /// The form in which a random token is stored: hex SHA-256.
  public static String hash(String token) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(utf8(token)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  public static ProblemException unauthenticated() {
    return Problem.of(Kind.UNAUTHENTICATED, "Give valid credentials.").asException();
  }

  private static boolean matches(@Nullable String token, byte[] secret) {
    return token != null && secret.length > 0 && MessageDigest.isEqual(utf8(token), secret);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
