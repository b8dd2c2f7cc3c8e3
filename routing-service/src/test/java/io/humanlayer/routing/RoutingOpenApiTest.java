package io.humanlayer.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.testkit.rules.HttpInterface;
import org.junit.jupiter.api.Test;

class RoutingOpenApiTest {

  @Test
  void the_documents_and_the_code_have_the_same_operations() {
    var documented = HttpInterface.documented("cases.yaml", "people.yaml");

    assertThat(documented).hasSizeGreaterThan(40).doesNotHaveDuplicates();
    assertThat(HttpInterface.inCode("io.humanlayer.routing.inbound"))
        .containsExactlyInAnyOrderElementsOf(documented);
  }
}
