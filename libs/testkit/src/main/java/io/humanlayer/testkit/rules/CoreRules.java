package io.humanlayer.testkit.rules;

import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/// What keeps `core` pure.
final class CoreRules {

  private CoreRules() {}

  static ArchRule d1(ServiceCode service) {
    return classes()
        .that()
        .resideInAPackage(service.in("core"))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "javax.crypto..",
            "io.humanlayer.kernel..",
            "io.humanlayer.proof..",
            "org.jspecify..",
            service.in("core"))
        .as("D1 core uses only the JDK, kernel, proof and JSpecify");
  }

  static ArchRule d2(ServiceCode service) {
    return noClasses()
        .that()
        .resideInAPackage(service.in("core"))
        .should()
        .dependOnClassesThat(Outside.TYPES)
        .orShould()
        .accessTargetWhere(Outside.ACCESSES)
        .as("D2 core has no clock, chance, I/O or threads: they arrive as arguments");
  }

  static ArchRule d3(ServiceCode service) {
    return SlicesRuleDefinition.slices()
        .matching(service.root() + ".core.(*)..")
        .should()
        .beFreeOfCycles()
        .as("D3 the features of core form no cycle");
  }

  static ArchRule d4(ServiceCode service) {
    return classes()
        .that()
        .resideInAPackage(service.in("core"))
        .and(nameMatching(".*(Command|Event)"))
        .should(new SealedOfRecords())
        .as("D4 commands and events are sealed interfaces of records");
  }
}
