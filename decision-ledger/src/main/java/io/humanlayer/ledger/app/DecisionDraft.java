package io.humanlayer.ledger.app;

import io.humanlayer.kernel.RequestId;
import io.humanlayer.proof.decision.Disclosure;
import java.util.List;
import java.util.Map;

/// A decision before it is sealed: its statement lacks the digests of what people wrote.
public interface DecisionDraft {

  RequestId request();

  /// What people wrote, by field, as JSON text.
  Map<String, String> content();

  /// `decision.json` with the digests of `disclosures`: canonical JSON.
  String statement(List<Disclosure> disclosures);
}
