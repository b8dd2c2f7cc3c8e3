package io.humanlayer.testkit.rules;

class CleanServiceRulesTest extends ServiceRules {

  CleanServiceRulesTest() {
    super(Planted.service("clean", "notifier"));
  }
}
