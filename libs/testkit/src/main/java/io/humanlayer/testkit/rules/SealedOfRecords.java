package io.humanlayer.testkit.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;

/// A record, or a sealed interface that permits nothing else, however deep.
final class SealedOfRecords extends ArchCondition<JavaClass> {

  SealedOfRecords() {
    super("be a record or a sealed interface of records");
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    open(type.reflect())
        .forEach(
            found ->
                events.add(
                    SimpleConditionEvent.violated(
                        type, found.getName() + " is neither sealed nor a record")));
  }

  private static Stream<Class<?>> open(Class<?> type) {
    if (type.isRecord()) {
      return Stream.empty();
    }
    return type.isInterface() && type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(SealedOfRecords::open)
        : Stream.of(type);
  }
}
