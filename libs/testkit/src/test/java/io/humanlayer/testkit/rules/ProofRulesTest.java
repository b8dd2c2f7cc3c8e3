package io.humanlayer.testkit.rules;

class ProofRulesTest extends LibraryRules {

  ProofRulesTest() {
    super("io.humanlayer.proof", Integer.MAX_VALUE, "org.bouncycastle..", "org.erdtman.jcs..");
  }
}
