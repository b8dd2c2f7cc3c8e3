package io.humanlayer.testkit.planted.d4.core;

interface OpenCommand {}
