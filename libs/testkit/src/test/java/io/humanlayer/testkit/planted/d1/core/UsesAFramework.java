package io.humanlayer.testkit.planted.d1.core;

import org.assertj.core.api.Assertions;

class UsesAFramework {
  Class<?> framework = Assertions.class;
}
