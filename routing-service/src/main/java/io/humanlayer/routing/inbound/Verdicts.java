package io.humanlayer.routing.inbound;

import io.humanlayer.kernel.Outcome;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.routing.app.AssuranceFloor;
import io.humanlayer.routing.app.BelowFloor;
import io.humanlayer.routing.app.Cases;
import io.humanlayer.routing.app.Dossiers;
import io.humanlayer.routing.app.Policy;
import io.humanlayer.routing.app.ProposeEdits;
import io.humanlayer.routing.app.ProposeEdits.Proposal;
import io.humanlayer.routing.app.SignVerdict;
import io.humanlayer.routing.core.cases.Assurance;
import io.humanlayer.routing.core.cases.Case;
import io.humanlayer.routing.core.cases.CaseCommand;
import io.humanlayer.routing.core.cases.CaseEvent;
import io.humanlayer.routing.core.cases.EditRuling;
import io.humanlayer.routing.core.cases.Terms;
import io.humanlayer.routing.core.cases.Tier;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.routing.wire.FilledForm;
import io.humanlayer.routing.wire.VerdictJson;
import io.humanlayer.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Takes verdicts, from the interface and from the console alike.
@ApplicationScoped
public class Verdicts {

  private static final Logger LOG = Logger.getLogger(Verdicts.class);
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final Cases cases;
  private final SignVerdict signing;
  private final AssuranceFloor floor;
  private final ProposeEdits edits;

  public Verdicts(Cases cases, SignVerdict signing, AssuranceFloor floor, ProposeEdits edits) {
    this.cases = cases;
    this.signing = signing;
    this.floor = floor;
    this.edits = edits;
  }

  /// @throws io.humanlayer.web.ProblemException if an answer does not fit the form that was sent,
  ///   or a change makes no Action, or policy cannot be asked about it
  public Outcome<CaseEvent> give(
      Sentinel sentinel, RequestId id, VerdictJson verdict, Assurance assurance) {
    return tooLow(sentinel, id, assurance)
        .map(Outcome::<CaseEvent>refused)
        .orElseGet(() -> unsigned(sentinel, id, verdict, assurance));
  }

  private Outcome<CaseEvent> unsigned(
      Sentinel sentinel, RequestId id, VerdictJson verdict, Assurance assurance) {
    checkForm(sentinel, id, verdict);
    @Nullable Proposal proposal = proposal(sentinel, id, verdict);
    Terms terms = terms(verdict, proposal);
    return cases.act(
        sentinel,
        id,
        verdict.reasonCode(),
        verdict.reason(),
        (reason, at) ->
            new CaseCommand.GiveVerdict(
                sentinel,
                verdict.kind(),
                verdict.actionDigest(),
                reason,
                assurance,
                terms,
                ruling(proposal),
                at));
  }

  /// A verdict that was signed with a passkey.
  ///
  /// @param signature nothing if it was not, and then it counts as `otherwise` says
  public Outcome<CaseEvent> give(
      Sentinel sentinel,
      RequestId id,
      VerdictJson verdict,
      SignVerdict.@Nullable Signature signature,
      Assurance otherwise) {
    if (signature == null) {
      return give(sentinel, id, verdict, otherwise);
    }
    checkForm(sentinel, id, verdict);
    @Nullable Proposal proposal = proposal(sentinel, id, verdict);
    // Nothing is known better than a signature, so no floor is above it.
    return signing.give(sentinel, id, words(verdict, proposal), ruling(proposal), signature);
  }

  /// What a verdict says, as it is signed: an edit by the Action that it makes.
  SignVerdict.Words words(Sentinel sentinel, RequestId id, VerdictJson verdict) {
    return words(verdict, proposal(sentinel, id, verdict));
  }

  private static SignVerdict.Words words(VerdictJson verdict, @Nullable Proposal proposal) {
    return new SignVerdict.Words(
        verdict.kind(),
        verdict.actionDigest(),
        verdict.reasonCode(),
        verdict.reason(),
        terms(verdict, proposal));
  }

  private static Terms terms(VerdictJson verdict, @Nullable Proposal proposal) {
    return new Terms(verdict.answer(), proposal == null ? null : proposal.edit(), verdict.grant());
  }

  private static @Nullable EditRuling ruling(@Nullable Proposal proposal) {
    return proposal == null ? null : proposal.ruling();
  }

  /// Whether only a signature will do in this case.
  public boolean onlySigned(Sentinel sentinel, Tier tier) {
    return floor.least(sentinel.organisation(), tier) == Assurance.PASSKEY;
  }

  /// Why nothing that is known no better than this decides the case; empty if it may.
  public Optional<BelowFloor> tooLow(Sentinel sentinel, RequestId id, Assurance assurance) {
    if (cases.find(sentinel, id).orElseGet(Case.None::new) instanceof Case.Open open) {
      Tier tier = open.matter().requirement().tier();
      Assurance least = floor.least(sentinel.organisation(), tier);
      if (assurance.compareTo(least) < 0) {
        return Optional.of(new BelowFloor(tier, least, assurance));
      }
    }
    return Optional.empty();
  }

  private void checkForm(Sentinel sentinel, RequestId id, VerdictJson verdict) {
    if (verdict.answer() != null
        && cases.find(sentinel, id).orElseGet(Case.None::new) instanceof Case.Open open) {
      FilledForm.check(open.matter().response().form(), verdict.answer());
    }
  }

  private @Nullable Proposal proposal(Sentinel sentinel, RequestId id, VerdictJson verdict) {
    if (verdict.changes() == null) {
      return null;
    }
    try {
      return edits.propose(
          cases.find(sentinel, id).orElseGet(Case.None::new),
          sentinel,
          verdict.actionDigest(),
          verdict.changes());
    } catch (Dossiers.Unavailable | Policy.Unavailable e) {
      LOG.warn("an edit could not be looked at", e);
      throw Problem.unavailable(
              "What policy says of the change cannot be had just now; nothing was done.", RETRY)
          .asException();
    }
  }
}
