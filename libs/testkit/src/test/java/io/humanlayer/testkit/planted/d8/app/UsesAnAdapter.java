package io.humanlayer.testkit.planted.d8.app;

import io.humanlayer.testkit.planted.d8.outbound.Store;

record UsesAnAdapter(Store store) {}
