package io.humanlayer.testkit.rules;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/// The compiled classes of one service, without its tests.
record ServiceCode(String root, String module, JavaClasses classes) {

  ServiceCode {
    if (classes.isEmpty()) {
      throw new IllegalArgumentException("there are no classes under " + root);
    }
  }

  static ServiceCode of(String root, String module) {
    ClassFileImporter importer =
        new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS);
    return new ServiceCode(root, module, importer.importPackages(root));
  }

  /// `in("core")` is the package pattern of everything in `core`.
  String in(String layer) {
    return root + "." + layer + "..";
  }
}
