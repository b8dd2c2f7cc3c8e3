package io.humanlayer.notifier;

import io.humanlayer.testkit.rules.ServiceRules;

class NotifierRulesTest extends ServiceRules {

  NotifierRulesTest() {
    super("io.humanlayer.notifier", "notifier");
  }
}
