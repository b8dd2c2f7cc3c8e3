package io.humanlayer.testkit.planted.d8.app;

import io.humanlayer.testkit.planted.d8.inbound.Door;

record UsesItsCallers(Door door) {}
