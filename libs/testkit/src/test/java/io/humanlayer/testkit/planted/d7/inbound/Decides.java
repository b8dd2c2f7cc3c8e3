package io.humanlayer.testkit.planted.d7.inbound;

import io.humanlayer.kernel.Decider;

record Decides(Decider<String, String, String> decider) {}
