package io.humanlayer.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.testkit.rules.HttpInterface;
import org.junit.jupiter.api.Test;

class PolicyOpenApiTest {

  @Test
  void the_document_and_the_code_have_the_same_operations() {
    var documented = HttpInterface.documented("policy-engine.yaml");

    assertThat(documented).hasSizeGreaterThan(10).doesNotHaveDuplicates();
    assertThat(HttpInterface.inCode("io.humanlayer.policy.inbound"))
        .containsExactlyInAnyOrderElementsOf(documented);
  }
}
