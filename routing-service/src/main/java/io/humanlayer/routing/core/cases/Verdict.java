package io.humanlayer.routing.core.cases;

import io.humanlayer.kernel.SentinelId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One Sentinel's answer in one seat. Who holds an offer in two panels answers for both at once:
/// that is two verdicts, and with `distinct` only one of them counts.
///
/// @param qualification by which they sat there at this instant
/// @param habilitation the authority behind the qualification
/// @param signature of a passkey, if it was signed with one
public record Verdict(
    SentinelId sentinel,
    String panel,
    String qualification,
    @Nullable String habilitation,
    Assurance assurance,
    VerdictKind kind,
    Instant at,
    @Nullable Behalf behalf,
    @Nullable HumanSignature signature)
    implements Placed {

  /// A verdict in one's own right that was not signed.
  public Verdict(
      SentinelId sentinel,
      String panel,
      String qualification,
      @Nullable String habilitation,
      Assurance assurance,
      VerdictKind kind,
      Instant at) {
    this(sentinel, panel, qualification, habilitation, assurance, kind, at, null, null);
  }
}
