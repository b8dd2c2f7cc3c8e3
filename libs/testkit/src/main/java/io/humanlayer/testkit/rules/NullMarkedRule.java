package io.humanlayer.testkit.rules;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/// Every package says that its types are non-null unless they say otherwise.
final class NullMarkedRule {

  private NullMarkedRule() {}

  static ArchRule d12(ServiceCode service) {
    return classes()
        .that()
        .resideInAPackage(service.root() + "..")
        .and(not(Generated.BY_AVRO))
        .should(LIE_IN_A_NULL_MARKED_PACKAGE)
        .as("D12 every package is @NullMarked");
  }

  private static final ArchCondition<JavaClass> LIE_IN_A_NULL_MARKED_PACKAGE =
      new ArchCondition<>("lie in a null-marked package") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
          if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
            events.add(
                SimpleConditionEvent.violated(
                    type, type.getPackageName() + " has no package-info with @NullMarked"));
          }
        }
      };
}
