package io.humanlayer.testkit.planted.d11;

record OneTooMany() {}
