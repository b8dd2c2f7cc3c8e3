package io.humanlayer.testkit.planted.d7.inbound;

import io.humanlayer.testkit.planted.d7.outbound.Store;

record ReachesOutbound(Store store) {}
