package io.humanlayer.gateway;

import io.humanlayer.testkit.rules.ServiceRules;

class GatewayRulesTest extends ServiceRules {
  GatewayRulesTest() {
    super("io.humanlayer.gateway", "request-gateway");
  }
}
