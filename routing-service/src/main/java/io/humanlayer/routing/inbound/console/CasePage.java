package io.humanlayer.routing.inbound.console;

import io.humanlayer.kernel.RequestId;
import io.humanlayer.routing.app.Cases;
import io.humanlayer.routing.app.Dossiers;
import io.humanlayer.routing.app.EnrolPasskey;
import io.humanlayer.routing.app.Sessions.Session;
import io.humanlayer.routing.app.Shown;
import io.humanlayer.routing.core.cases.CaseRefusal;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.routing.inbound.Refusals;
import io.humanlayer.routing.inbound.Verdicts;
import io.humanlayer.routing.wire.CaseJson;
import io.humanlayer.web.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The page of one case, as its Sentinel may see it; that they see it is on record.
@ApplicationScoped
public class CasePage {

  private static final Logger LOG = Logger.getLogger(CasePage.class);

  private final Cases cases;
  private final EnrolPasskey passkeys;
  private final Verdicts verdicts;
  private final Clock clock;

  public CasePage(Cases cases, EnrolPasskey passkeys, Verdicts verdicts, Clock clock) {
    this.cases = cases;
    this.passkeys = passkeys;
    this.verdicts = verdicts;
    this.clock = clock;
  }

  /// @param message what came of the last attempt; none if all went well
  Response show(Session session, String id, int status, @Nullable String message) {
    Sentinel sentinel = session.sentinel();
    try {
      return switch (cases.show(
          sentinel, caseId(id), (open, dossier) -> CaseJson.viewDigest(open, dossier, sentinel))) {
        case Shown.Everything everything -> open(session, everything, status, message);
        case Shown.Outcome(var decided) ->
            Html.page(status, Pages.decidedCase(session, DecidedFacts.of(decided)));
        case Shown.Nothing(var reason) ->
            throw Refusals.problem(
                    reason == CaseRefusal.NOT_YOUR_SEAT ? CaseRefusal.NO_SUCH_CASE : reason)
                .asException();
      };
    } catch (Dossiers.Unavailable e) {
      LOG.warn("a dossier could not be shown", e);
      return Html.page(
          503,
          Pages.notice(
              session,
              "Not available just now",
              "The content of this case cannot be had at this moment, so it cannot be decided."
                  + " Nothing is lost; try again in a little while."));
    } catch (ProblemException e) {
      return Html.page(
          e.problem().kind().status(),
          Pages.notice(session, "This case is not yours to decide", e.problem().detail()));
    }
  }

  private Response open(
      Session session, Shown.Everything shown, int status, @Nullable String message) {
    Sentinel sentinel = session.sentinel();
    var signing =
        new Signing(
            !passkeys.of(sentinel).isEmpty(),
            verdicts.onlySigned(sentinel, shown.open().matter().requirement().tier()));
    var page =
        Pages.openCase(session, CaseFacts.of(shown, sentinel, clock.instant()), signing, message);
    return signing.able() ? Html.signing(status, page) : Html.page(status, page);
  }

  static RequestId caseId(String id) {
    try {
      return RequestId.parse(id);
    } catch (IllegalArgumentException e) {
      throw Refusals.problem(CaseRefusal.NO_SUCH_CASE).asException();
    }
  }
}
