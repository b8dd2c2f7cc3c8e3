package io.humanlayer.routing.inbound;

import io.humanlayer.kernel.Outcome;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.routing.app.AssuranceFloor;
import io.humanlayer.routing.app.Cases;
import io.humanlayer.routing.app.Dossiers;
import io.humanlayer.routing.app.Policy;
import io.humanlayer.routing.app.ProposeEdits;
import io.humanlayer.routing.app.ProposeEdits.Proposal;
import io.humanlayer.routing.core.cases.Assurance;
import io.humanlayer.routing.core.cases.Case;
import io.humanlayer.routing.core.cases.CaseCommand;
import io.humanlayer.routing.core.cases.CaseEvent;
import io.humanlayer.routing.core.cases.CaseRefusal;
import io.humanlayer.routing.core.cases.Terms;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.routing.wire.FilledForm;
import io.humanlayer.routing.wire.VerdictJson;
import io.humanlayer.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Takes verdicts, from the interface and from the console alike.
@ApplicationScoped
public class Verdicts {

  private static final Logger LOG = Logger.getLogger(Verdicts.class);
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final Cases cases;
  private final AssuranceFloor floor;
  private final ProposeEdits edits;

  public Verdicts(Cases cases, AssuranceFloor floor, ProposeEdits edits) {
    this.cases = cases;
    this.floor = floor;
    this.edits = edits;
  }

  /// @throws io.humanlayer.web.ProblemException if an answer does not fit the form that was sent,
  ///   or a change makes no Action, or policy cannot be asked about it
  public Outcome<CaseEvent> give(
      Sentinel sentinel, RequestId id, VerdictJson verdict, Assurance assurance) {
    if (cases.find(sentinel, id).orElseGet(Case.None::new) instanceof Case.Open open) {
      if (!floor.admits(sentinel.organisation(), open.matter().requirement().tier(), assurance)) {
        return Outcome.refused(CaseRefusal.ASSURANCE_TOO_LOW);
      }
      if (verdict.answer() != null) {
        FilledForm.check(open.matter().response().form(), verdict.answer());
      }
    }
    @Nullable Proposal proposal = proposal(sentinel, id, verdict);
    var terms =
        new Terms(verdict.answer(), proposal == null ? null : proposal.edit(), verdict.grant());
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
                proposal == null ? null : proposal.ruling(),
                at));
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
