package io.humanlayer.testkit.planted.d10.app;

import io.humanlayer.testkit.planted.neighbour.core.Thing;

record UsesAnotherService(Thing thing) {}
