package io.humanlayer.testkit.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The rules of a library that has no framework: `kernel` and `proof`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class LibraryRules {

  private final ServiceCode library;
  private final int mostTypes;
  private final List<String> allowed;

  /// @param mostTypes how many top-level types the library may have
  /// @param others package patterns it may use besides the JDK, JSpecify and its own
  protected LibraryRules(String rootPackage, int mostTypes, String... others) {
    this(ServiceCode.of(rootPackage, rootPackage), mostTypes, others);
  }

  LibraryRules(ServiceCode library, int mostTypes, String... others) {
    this.library = library;
    this.mostTypes = mostTypes;
    this.allowed =
        new ArrayList<>(
            List.of(
                "java..",
                "javax.crypto..",
                "javax.security.auth.x500..",
                "org.jspecify..",
                library.root() + ".."));
    this.allowed.addAll(List.of(others));
  }

  @Test
  public void D11_it_has_no_framework() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed.toArray(String[]::new))
        .as("D11 " + library.root() + " has no framework")
        .check(library.classes());
  }

  @Test
  public void D11_it_stays_small() {
    assertThat(
            library.classes().stream()
                .filter(JavaClass::isTopLevelClass)
                .map(JavaClass::getSimpleName)
                .filter(name -> !name.equals("package-info")))
        .as("D11 types of " + library.root())
        .hasSizeLessThanOrEqualTo(mostTypes);
  }

  @Test
  public void D12_every_package_is_null_marked() {
    NullMarkedRule.d12(library).check(library.classes());
  }
}
