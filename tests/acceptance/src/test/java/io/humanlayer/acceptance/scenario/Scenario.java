package io.humanlayer.acceptance.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One request and what must come of it, as `src/test/resources/scenarios` has it.
///
/// @param verdicts what the Sentinels do with the case, in this order; none where policy decides
record Scenario(String story, Request request, List<Line> verdicts, Expected expected) {

  Scenario {
    verdicts = List.copyOf(verdicts);
  }

  /// @param expiresIn the agent's own deadline, counted from when it asks
  /// @param callback whether the agent wants to be called back
  record Request(Door door, ObjectNode body, @Nullable Duration expiresIn, boolean callback) {}

  /// Where the request comes in.
  enum Door {
    HTTP,
    KAFKA_JSON,
    KAFKA_AVRO
  }

  /// What one Sentinel does.
  ///
  /// @param refused the type of problem that this must meet; null if it must be taken
  record Line(String sentinel, String verdict, String reason, @Nullable String refused) {}

  /// What agent, organisation and receipt must all say.
  ///
  /// @param qualifications of the seats whose verdicts count, in any order
  /// @param people how many humans gave them
  /// @param reason what the agent is told; null where the words are the system's own
  record Expected(
      String status,
      String outcome,
      String basis,
      String operation,
      int policy,
      List<String> rules,
      List<String> qualifications,
      int people,
      @Nullable String reason) {

    Expected {
      rules = List.copyOf(rules);
      qualifications = List.copyOf(qualifications);
    }
  }
}
