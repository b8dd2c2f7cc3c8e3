package io.humanlayer.testkit.planted.d2.core;

class ReadsTheEnvironment {
  Object world = System.getenv("HOME");
}
