package io.humanlayer.routing.inbound;

import io.humanlayer.kernel.Outcome;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.routing.app.AssuranceFloor;
import io.humanlayer.routing.app.Cases;
import io.humanlayer.routing.core.cases.Assurance;
import io.humanlayer.routing.core.cases.Case;
import io.humanlayer.routing.core.cases.CaseCommand;
import io.humanlayer.routing.core.cases.CaseEvent;
import io.humanlayer.routing.core.cases.CaseRefusal;
import io.humanlayer.routing.core.cases.Terms;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.routing.wire.FilledForm;
import io.humanlayer.routing.wire.VerdictJson;
import jakarta.enterprise.context.ApplicationScoped;

/// Takes verdicts, from the interface and from the console alike.
@ApplicationScoped
public class Verdicts {

  private final Cases cases;
  private final AssuranceFloor floor;

  public Verdicts(Cases cases, AssuranceFloor floor) {
    this.cases = cases;
    this.floor = floor;
  }

  /// @throws io.humanlayer.web.ProblemException if an answer does not fit the form that was sent
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
    var terms = new Terms(verdict.answer(), null, verdict.grant());
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
                null,
                at));
  }
}
