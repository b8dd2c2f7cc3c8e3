package io.humanlayer.testkit.rules;

class KernelRulesTest extends LibraryRules {

  KernelRulesTest() {
    super("io.humanlayer.kernel", 10);
  }
}
