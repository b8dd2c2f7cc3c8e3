package io.humanlayer.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ActionDigestTest {

  @Test
  void it_is_taken_over_this_text() {
    String text =
        ActionDigest.text("acme", "paybot", "payment.transfer", null, "{\"b\":1.0,\"a\":\"x\"}");

    assertThat(text)
        .isEqualTo(
            """
            {"agent":"paybot","arguments":{"a":"x","b":1},"operation":"payment.transfer",\
            "org":"acme","schema":"hl.action/1","target":null}""");
    assertThat(ActionDigest.of("acme", "paybot", "payment.transfer", null, "{\"a\":\"x\",\"b\":1}"))
        .isEqualTo(CanonicalJson.digest(text));
  }

  @Test
  void no_text_can_pass_for_a_part_of_another() {
    assertThat(ActionDigest.of("acme", "a\",\"x\":\"", "op", "t", "{}"))
        .isNotEqualTo(ActionDigest.of("acme", "a", "op", "t", "{}"));
    assertThat(ActionDigest.text("acme", "a\n\u0001\\", "op", "è", "{}"))
        .contains("\"a\\n\\u0001\\\\\"", "\"è\"");
  }

  @Test
  void the_target_belongs_to_it() {
    assertThat(ActionDigest.of("acme", "a", "op", null, "{}"))
        .isNotEqualTo(ActionDigest.of("acme", "a", "op", "null", "{}"));
  }

  @Test
  void what_is_not_json_has_none() {
    assertThatThrownBy(() -> ActionDigest.of("acme", "a", "op", null, "{\"a\":1}}"))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> ActionDigest.of("acme", "a", "op", null, "{\"a\":1,\"a\":2}"))
        .isInstanceOf(MalformedException.class);
  }
}
