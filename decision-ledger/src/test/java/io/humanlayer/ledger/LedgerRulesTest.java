package io.humanlayer.ledger;

import io.humanlayer.testkit.rules.ServiceRules;

class LedgerRulesTest extends ServiceRules {

  LedgerRulesTest() {
    super("io.humanlayer.ledger", "decision-ledger");
  }
}
