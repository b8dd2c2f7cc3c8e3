package io.humanlayer.acceptance.system;

import io.humanlayer.demo.AgentApi;

/// An agent that was registered for one test.
public record Agent(String id, String key, AgentApi api) {}
