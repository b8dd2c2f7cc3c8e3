package io.humanlayer.testkit.planted.d2.core;

import java.nio.file.Path;

class ReadsAFile {
  Object world = Path.of("x");
}
