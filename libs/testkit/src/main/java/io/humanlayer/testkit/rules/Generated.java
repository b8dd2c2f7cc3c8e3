package io.humanlayer.testkit.rules;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;

/// Code that nobody wrote, which may lie in a service's own package when the topic has its name.
final class Generated {

  static final DescribedPredicate<JavaClass> BY_AVRO =
      assignableTo("org.apache.avro.generic.GenericContainer")
          .or(annotatedWith("org.apache.avro.specific.AvroGenerated").forSubtype());

  private Generated() {}
}
