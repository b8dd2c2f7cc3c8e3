package io.humanlayer.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.testkit.rules.HttpInterface;
import org.junit.jupiter.api.Test;

class LedgerOpenApiTest {

  @Test
  void the_documents_and_the_code_have_the_same_operations() {
    var documented = HttpInterface.documented("decision-ledger.yaml", "ledger-seals.yaml");

    assertThat(documented).hasSizeGreaterThan(15).doesNotHaveDuplicates();
    assertThat(HttpInterface.inCode("io.humanlayer.ledger.inbound"))
        .containsExactlyInAnyOrderElementsOf(documented);
  }
}
