package io.humanlayer.routing.inbound;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.kernel.Outcome;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.routing.app.Cases;
import io.humanlayer.routing.core.cases.CaseEvent;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.routing.wire.CaseJson;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/// What all calls of Sentinels about a case have in common: who asks, about which, and what they
/// are told.
@ApplicationScoped
public class SeatCalls {

  private final Cases cases;
  private final Access access;

  public SeatCalls(Cases cases, Access access) {
    this.cases = cases;
    this.access = access;
  }

  /// @throws io.humanlayer.web.ProblemException if there is no such case
  RequestId known(Sentinel sentinel, String id) {
    RequestId request = CaseIds.parse(id);
    if (cases.find(sentinel, request).isEmpty()) {
      throw CaseIds.notFound();
    }
    return request;
  }

  /// How the case stands for them now.
  ///
  /// @throws io.humanlayer.web.ProblemException with why it was refused
  String answer(Sentinel sentinel, RequestId id, Outcome<CaseEvent> outcome) {
    return switch (outcome) {
      case Outcome.Accepted<CaseEvent> _ -> {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", id.toString());
        cases
            .find(sentinel, id)
            .ifPresent(state -> json.setAll(CaseJson.standing(state, sentinel.id())));
        yield json.toString();
      }
      case Outcome.Refused<CaseEvent>(var reason) -> throw Refusals.problem(reason).asException();
    };
  }

  /// Whose key it is.
  Sentinel sentinel(@Nullable String authorization) {
    return access.sentinel(authorization);
  }
}
