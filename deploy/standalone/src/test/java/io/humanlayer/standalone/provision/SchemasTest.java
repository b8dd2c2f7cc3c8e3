package io.humanlayer.standalone.provision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Machine.Provided.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchemasTest {

  private static final String REQUESTS = "ext.requests.v1-io.humanlayer.ext.RequestMade";

  private JsonApi registry;

  @BeforeAll
  void registered_twice(Machine machine) {
    registry = new JsonApi(machine.registry.url());
    for (int i = 0; i < 2; i++) {
      new Schemas(machine.registry.url()).register();
    }
  }

  @Test
  void every_event_of_every_topic_has_one_version() {
    var subjects = registry.get("/subjects").body();

    var events = TopicList.read().topics().stream().mapToInt(t -> t.events().size()).sum();
    assertThat(subjects).hasSize(events);
    for (var subject : subjects) {
      assertThat(registry.get("/subjects/" + subject.asText() + "/versions").body()).hasSize(1);
    }
  }

  @Test
  void outside_topics_promise_full_compatibility_and_a_breaking_schema_is_refused() {
    var breaking =
        """
        {"type": "record", "name": "RequestMade", "namespace": "io.humanlayer.ext",
         "fields": [{"name": "unheard_of", "type": "string"}]}
        """;

    var answer = registry.post("/subjects/" + REQUESTS + "/versions", Map.of("schema", breaking));

    assertThat(registry.get("/config/" + REQUESTS).body().toString()).contains("FULL_TRANSITIVE");
    assertThat(answer.status()).isEqualTo(409);
  }
}
