package io.humanlayer.routing.core.cases;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.core.cases.Ruling.PolicyVersion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a Sentinel signs before they give a verdict: who says what about which Action, after having
/// been shown what. Digests and codes only.
///
/// @param viewDigest of what they were last shown; none for who breaks the glass, and has no seat
/// @param nonce so that no two intents are the same
/// @param head the newest signed head of the Organisation's log, which the signature is therefore
///   later than; none if none is known yet
public record Intent(
    RequestId request,
    OrganisationId organisation,
    SentinelId sentinel,
    Said said,
    @Nullable String viewDigest,
    List<PolicyVersion> policies,
    String nonce,
    Instant issuedAt,
    Instant expiresAt,
    @Nullable LogHead head) {

  public Intent {
    policies = List.copyOf(policies);
  }

  /// A signed head of a log.
  ///
  /// @param root base64
  public record LogHead(String origin, long size, String root) {}

  /// A verdict by its digests.
  ///
  /// @param edited the Action that is approved instead
  /// @param alone whether it is an approval by one person, in an emergency
  public record Said(
      VerdictKind kind,
      ActionDigest actionDigest,
      @Nullable String reasonDigest,
      @Nullable String answerDigest,
      @Nullable ActionDigest edited,
      @Nullable Grant grant,
      boolean alone) {

    /// What is said from a seat.
    public Said(
        VerdictKind kind,
        ActionDigest actionDigest,
        @Nullable String reasonDigest,
        @Nullable String answerDigest,
        @Nullable ActionDigest edited,
        @Nullable Grant grant) {
      this(kind, actionDigest, reasonDigest, answerDigest, edited, grant, false);
    }

    /// That one person approves alone.
    public static Said alone(ActionDigest actionDigest, Reason reason) {
      return new Said(VerdictKind.APPROVE, actionDigest, reason.digest(), null, null, null, true);
    }

    /// @param salt of this person's words in this case
    public static Said of(
        VerdictKind kind, ActionDigest actionDigest, Reason reason, Terms terms, byte[] salt) {
      @Nullable String answer = terms.answer();
      @Nullable Edit edit = terms.edit();
      return new Said(
          kind,
          actionDigest,
          reason.digest(),
          answer == null ? null : salted(answer, salt),
          edit == null ? null : edit.actionDigest(),
          terms.grant());
    }

    private static String salted(String answer, byte[] salt) {
      try {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update(salt);
        sha256.update("hl.answer/1".getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) 0xFF);
        sha256.update(answer.getBytes(StandardCharsets.UTF_8));
        return "sha256:" + HexFormat.of().formatHex(sha256.digest());
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has SHA-256", e);
      }
    }
  }
}
