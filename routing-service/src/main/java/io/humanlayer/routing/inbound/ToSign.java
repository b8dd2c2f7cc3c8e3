package io.humanlayer.routing.inbound;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.proof.human.RelyingParty;
import io.humanlayer.routing.app.EnrolPasskey;
import io.humanlayer.routing.app.SignVerdict;
import io.humanlayer.routing.app.SignVerdict.Prepared;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.routing.wire.SeatJson;
import io.humanlayer.routing.wire.SigningJson;
import io.humanlayer.routing.wire.VerdictJson;
import jakarta.enterprise.context.ApplicationScoped;

/// What a Sentinel is about to sign, for the interface and for the console alike.
@ApplicationScoped
public class ToSign {

  private final SignVerdict signing;
  private final Verdicts verdicts;
  private final EnrolPasskey passkeys;
  private final RelyingParty party;

  public ToSign(SignVerdict signing, Verdicts verdicts, EnrolPasskey passkeys, RelyingParty party) {
    this.signing = signing;
    this.verdicts = verdicts;
    this.passkeys = passkeys;
    this.party = party;
  }

  /// @throws io.humanlayer.web.ProblemException if it is not theirs to sign, or what an edit makes
  ///   cannot be known now
  public ObjectNode prepare(Sentinel sentinel, RequestId id, VerdictJson verdict) {
    return json(sentinel, signing.prepare(sentinel, id, verdicts.words(sentinel, id, verdict)));
  }

  /// The same, for who breaks the glass.
  public ObjectNode prepareAlone(Sentinel sentinel, RequestId id, SeatJson.Glass glass) {
    return json(sentinel, signing.prepareAlone(sentinel, id, alone(glass)));
  }

  static SignVerdict.Alone alone(SeatJson.Glass glass) {
    return new SignVerdict.Alone(glass.actionDigest(), glass.why().code(), glass.why().text());
  }

  private ObjectNode json(Sentinel sentinel, Prepared prepared) {
    return switch (prepared) {
      case Prepared.Ready(var kept) -> SigningJson.toSign(kept, passkeys.of(sentinel), party);
      case Prepared.Refused(var reason) -> throw Refusals.problem(reason).asException();
    };
  }
}
