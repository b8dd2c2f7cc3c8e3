package io.humanlayer.routing.inbound;

import io.humanlayer.kernel.RequestId;
import io.humanlayer.routing.core.cases.CaseRefusal;
import io.humanlayer.web.ProblemException;

/// Ids of cases in paths. What is none is not there.
final class CaseIds {

  private CaseIds() {}

  static RequestId parse(String id) {
    try {
      return RequestId.parse(id);
    } catch (IllegalArgumentException e) {
      throw notFound();
    }
  }

  static ProblemException notFound() {
    return Refusals.problem(CaseRefusal.NO_SUCH_CASE).asException();
  }
}
