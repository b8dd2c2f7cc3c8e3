package io.humanlayer.testkit.rules;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// The parts of the JDK through which the world gets in: clock, chance, I/O, threads.
final class Outside {

  private static final List<String> PACKAGES =
      List.of(
          "java.io.",
          "java.net.",
          "java.nio.file.",
          "java.nio.channels.",
          "java.sql.",
          "java.util.concurrent.",
          "java.util.logging.",
          "java.util.random.",
          "java.lang.foreign.");

  /// Values that live in those packages all the same.
  private static final Set<String> VALUES =
      Set.of("java.io.Serializable", "java.io.ByteArrayOutputStream", "java.net.URI");

  private static final Set<String> SINGLE_TYPES =
      Set.of(
          "java.lang.Process",
          "java.lang.ProcessBuilder",
          "java.lang.Runtime",
          "java.lang.Thread",
          "java.lang.ThreadLocal",
          "java.security.SecureRandom",
          "java.time.Clock",
          "java.time.InstantSource",
          "java.util.Random",
          "java.util.Scanner",
          "java.util.Timer");

  /// Of `System` only what copies and compares.
  private static final Set<String> HARMLESS_OF_SYSTEM =
      Set.of("arraycopy", "identityHashCode", "lineSeparator");

  static final DescribedPredicate<JavaClass> TYPES =
      DescribedPredicate.describe(
          "are the outside world",
          type ->
              SINGLE_TYPES.contains(type.getName())
                  || (PACKAGES.stream().anyMatch(type.getName()::startsWith)
                      && !VALUES.contains(type.getName())));

  static final DescribedPredicate<JavaAccess<?>> ACCESSES =
      DescribedPredicate.describe("reads clock, chance or environment", Outside::reads);

  private Outside() {}

  private static boolean reads(JavaAccess<?> access) {
    JavaClass owner = access.getTargetOwner();
    String name = access.getTarget().getName();
    return (owner.getPackageName().equals("java.time") && name.equals("now"))
        || (owner.isEquivalentTo(System.class) && !HARMLESS_OF_SYSTEM.contains(name))
        || (owner.isEquivalentTo(Math.class) && name.equals("random"))
        || (owner.isEquivalentTo(UUID.class) && name.equals("randomUUID"))
        || Set.of("systemDefault", "parallelStream", "shuffle").contains(name);
  }
}
