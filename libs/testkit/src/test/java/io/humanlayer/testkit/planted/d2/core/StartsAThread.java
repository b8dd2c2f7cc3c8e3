package io.humanlayer.testkit.planted.d2.core;

class StartsAThread {
  Object world = Thread.currentThread();
}
