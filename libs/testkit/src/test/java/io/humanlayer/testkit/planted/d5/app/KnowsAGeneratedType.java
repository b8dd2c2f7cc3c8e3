package io.humanlayer.testkit.planted.d5.app;

import io.humanlayer.testkit.planted.d5.wire.LooksGenerated;

record KnowsAGeneratedType(LooksGenerated event) {}
