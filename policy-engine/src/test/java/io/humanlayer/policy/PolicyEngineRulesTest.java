package io.humanlayer.policy;

import io.humanlayer.testkit.rules.ServiceRules;

class PolicyEngineRulesTest extends ServiceRules {

  PolicyEngineRulesTest() {
    super("io.humanlayer.policy", "policy-engine");
  }
}
