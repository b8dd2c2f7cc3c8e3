package io.humanlayer.testkit.rules;

import com.tngtech.archunit.core.importer.ClassFileImporter;

/// Services of a few classes each, one per rule, that break it. `clean` breaks none.
final class Planted {

  private Planted() {}

  static ServiceCode service(String name, String module) {
    String root = "io.humanlayer.testkit.planted." + name;
    return new ServiceCode(root, module, new ClassFileImporter().importPackages(root));
  }

  static ServiceRules rulesOf(String name) {
    return rulesOf(name, "notifier");
  }

  static ServiceRules rulesOf(String name, String module) {
    return new ServiceRules(service(name, module)) {};
  }
}
