package io.humanlayer.testkit.planted.d3.core.second;

import io.humanlayer.testkit.planted.d3.core.first.First;

public record Second(First next) {}
