package io.humanlayer.testkit.planted.d12.app;

record Unmarked() {}
