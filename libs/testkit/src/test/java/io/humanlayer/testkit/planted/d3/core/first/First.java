package io.humanlayer.testkit.planted.d3.core.first;

import io.humanlayer.testkit.planted.d3.core.second.Second;

public record First(Second next) {}
