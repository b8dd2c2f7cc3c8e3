package io.humanlayer.policy.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.policy.Engine;
import io.humanlayer.policy.core.policy.Flaw;
import io.humanlayer.policy.core.policy.PolicyDocument;
import java.util.List;
import org.junit.jupiter.api.Test;

class YamlPoliciesTest {

  private static List<Flaw> flaws(String yaml) {
    return switch (new YamlPolicies().read(yaml)) {
      case PolicyDocument.Result.Flawed(List<Flaw> flaws) -> flaws;
      case PolicyDocument.Result.Read read -> List.of();
    };
  }

  private static PolicyDocument document(String yaml) {
    return switch (new YamlPolicies().read(yaml)) {
      case PolicyDocument.Result.Flawed(List<Flaw> flaws) ->
          throw new AssertionError(flaws.toString());
      case PolicyDocument.Result.Read(PolicyDocument document) -> document;
    };
  }

  @Test
  void the_digest_is_of_the_content_not_of_the_spelling() {
    var plain = document(Engine.policy("- {id: a, for: [pay], ruling: ALLOW}"));
    var spelt =
        document("# a comment\n" + Engine.policy("- ruling: \"ALLOW\"\n  for: [ 'pay' ]\n  id: a"));
    var other = document(Engine.policy("- {id: b, for: [pay], ruling: ALLOW}"));

    assertThat(spelt.digest()).isEqualTo(plain.digest()).matches("sha256:[0-9a-f]{64}");
    assertThat(other.digest()).isNotEqualTo(plain.digest());
  }

  @Test
  void the_canonical_form_is_a_document_with_the_same_digest() {
    var document = document(Engine.acmeBaseline());

    assertThat(document(document.canonical()).digest()).isEqualTo(document.digest());
  }

  @Test
  void on_and_no_are_words_and_not_booleans() {
    assertThat(flaws(Engine.policy("- {id: a, on: [pay], ruling: ALLOW}")))
        .singleElement()
        .satisfies(flaw -> assertThat(flaw.at()).isEqualTo("/spec/rules/0"))
        .satisfies(flaw -> assertThat(flaw.message()).isEqualTo("for is missing"));
  }

  @Test
  void a_misspelt_key_is_named_with_line_and_column() {
    var flaws = flaws(Engine.policy("- {id: a, for: [pay], whne: \"true\", ruling: ALLOW}"));

    assertThat(flaws).hasSize(1);
    assertThat(flaws.getFirst().at()).isEqualTo("/spec/rules/0/whne");
    assertThat(flaws.getFirst().line()).isEqualTo(16);
    assertThat(flaws.getFirst().column()).isGreaterThan(20);
  }

  @Test
  void every_flawed_rule_is_named_not_only_the_first() {
    assertThat(
            flaws(
                Engine.policy(
                    """
                    - {id: a, for: [nothing], ruling: ALLOW}
                    - {id: b, for: [pay], ruling: MAYBE}
                    - {id: c, for: [pay], ruling: ARBITRIUM, require: {panels: [{panel: nobody}]}}
                    - {id: d, for: [pay], ruling: ALLOW}
                    - {id: d, for: [pay], ruling: DENY}
                    """)))
        .extracting(Flaw::at)
        .containsExactly(
            "/spec/rules/0/for",
            "/spec/rules/1/ruling",
            "/spec/rules/2/require/panels/0/panel",
            "/spec/rules/4");
  }

  @Test
  void what_hides_or_multiplies_content_is_refused() {
    assertThat(flaws("a: 1\na: 2").getFirst().message()).isEqualTo("the key a is there twice");
    assertThat(flaws("a: &x [1]\nb: *x").getFirst().message()).contains("anchors");
    assertThat(flaws("a: !!java.lang.String x").getFirst().message()).contains("tags");
    assertThat(flaws("a: 1\n---\nb: 2").getFirst().message()).contains("not YAML");
    assertThat(flaws("a: [1").getFirst().message()).contains("not YAML");
    assertThat(flaws("").getFirst().message()).contains("empty");
    assertThat(flaws("[".repeat(200)).getFirst().message()).contains("nested deeper");
    assertThat(flaws("x".repeat(Yaml.MAX_CHARACTERS + 1)).getFirst().message()).contains("longer");
    assertThat(flaws("a: .nan").getFirst().message()).contains("NaN");
    assertThat(flaws("a: 12345678901234567890.123").getFirst().message()).contains("as a text");
  }

  @Test
  void allow_is_no_default_and_no_answer_to_an_error() {
    var rules = "- {id: a, for: [pay], ruling: ALLOW}";

    assertThat(flaws(Engine.policy("ruling: ALLOW", "", rules))).hasSize(1);
    assertThat(flaws(Engine.policy("ruling: ARBITRIUM, onError: ALLOW", "", rules))).hasSize(1);
    assertThat(flaws(Engine.policy("ruling: ARBITRIUM, onInvalidArgs: ALLOW", "", rules)))
        .hasSize(1);
    assertThat(flaws(Engine.policy("ruling: DENY", "", rules))).hasSize(1);
  }

  @Test
  void a_document_of_another_kind_or_version_is_refused() {
    assertThat(flaws(Engine.acmeBaseline().replace("policy/v1", "policy/v2")).getFirst().at())
        .isEqualTo("/apiVersion");
    assertThat(flaws(Engine.acmeBaseline().replace("kind: Policy", "kind: Poem")).getFirst().at())
        .isEqualTo("/kind");
    assertThat(flaws(Engine.acmeBaseline().replace("ruling: ALLOW}", "verdict: ALLOW}")))
        .isNotEmpty();
  }
}
