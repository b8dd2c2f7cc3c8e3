package io.humanlayer.testkit.planted.d11;

import org.assertj.core.api.Assertions;

class HasAFramework {
  Class<?> framework = Assertions.class;
}
