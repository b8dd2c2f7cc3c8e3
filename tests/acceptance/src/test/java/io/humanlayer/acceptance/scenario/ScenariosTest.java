package io.humanlayer.acceptance.scenario;

import io.humanlayer.acceptance.system.RunningSystem;
import io.humanlayer.acceptance.system.TheSystem;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/// The seeds' cases, each a file in `scenarios`.
@ExtendWith(TheSystem.class)
class ScenariosTest {

  @TestFactory
  Stream<DynamicTest> scenarios(RunningSystem system) {
    return ScenarioFile.all().stream()
        .map(
            file -> {
              Scenario scenario = ScenarioFile.read(file);
              return DynamicTest.dynamicTest(
                  scenario.story(), file.toUri(), () -> new Performance(system, scenario).play());
            });
  }
}
