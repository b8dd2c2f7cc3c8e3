package io.humanlayer.ledger.app;

import io.humanlayer.ledger.app.ReadReceipt.Answer;
import io.humanlayer.ledger.core.access.Caller;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.jades.JadesSeal;
import io.humanlayer.proof.jades.SealCertificate;
import io.humanlayer.proof.time.TimeCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;

/// Seals a decision once more in the form that European validators read: JAdES B-T over the same
/// `decision.json`. Each export is signed and stamped when it is asked for.
@ApplicationScoped
public class ExportSeal {

  private final ReadReceipt receipts;
  private final KeySafe keys;
  private final TimeAuthority authority;
  private final Clock clock;
  private final Stamping stamping;

  public ExportSeal(ReadReceipt receipts, KeySafe keys, TimeAuthority authority, Clock clock) {
    this.receipts = receipts;
    this.keys = keys;
    this.authority = authority;
    this.clock = clock;
    this.stamping = new Stamping(authority);
  }

  /// The signature over the decision of `request`, as JSON.
  ///
  /// @throws Unreachable if no time authority answers, or none that is believed
  public Answer<String> jades(UUID request, Caller caller) {
    return switch (receipts.sealed(request, caller)) {
      case Answer.Found<ReadReceipt.Sealed>(ReadReceipt.Sealed sealed) ->
          new Answer.Found<>(jades(sealed));
      case Answer.NotYet<ReadReceipt.Sealed>() -> new Answer.NotYet<>();
      case Answer.Unknown<ReadReceipt.Sealed>() -> new Answer.Unknown<>();
    };
  }

  private String jades(ReadReceipt.Sealed sealed) {
    var seal = keys.seal(sealed.org());
    return JadesSeal.over(
        sealed.statement().getBytes(StandardCharsets.UTF_8),
        seal,
        SealCertificate.of(seal, sealed.org().value()),
        clock.instant(),
        this::stamp);
  }

  private byte[] stamp(Hash imprint) {
    var stamped = stamping.over(imprint);
    return switch (stamped.check()) {
      case TimeCheck.Holds _ -> stamped.answer();
      case TimeCheck.Refused(_, String detail) -> throw new Unreachable(authority.name(), detail);
    };
  }
}
