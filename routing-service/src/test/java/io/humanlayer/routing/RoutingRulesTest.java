package io.humanlayer.routing;

import io.humanlayer.testkit.rules.ServiceRules;

class RoutingRulesTest extends ServiceRules {

  RoutingRulesTest() {
    super("io.humanlayer.routing", "routing-service");
  }
}
