package io.humanlayer.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.humanlayer.testkit.infrastructure.Await;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What a Sentinel makes of an action, from the proposal to its use and its erasure.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
@QuarkusTestResource(RoutingOnLoopback.class)
class EditsTest extends Running {

  @Test
  void an_edited_action_has_the_digest_that_it_would_have_had_if_it_had_been_asked_for() {
    String asked = ask(letter("Ada", 5)).id();
    JsonNode edited = edit(asked, digest(asked), "{\"days\":3.0}").json();

    assertThat(edited.path("action_digest").asText()).isEqualTo(digest(ask(letter("Ada", 3)).id()));
    assertThat(edited.path("arguments").toString()).isEqualTo("{\"days\":3,\"to\":\"Ada\"}");
    assertThat(edited.path("changed").toString()).isEqualTo("[\"days\"]");
    assertThat(edit(asked, digest(asked), "{\"days\":3}").json()).isEqualTo(edited);
    assertThat(edit(asked, digest(asked), "{\"days\":5.00}").json().path("changed")).isEmpty();
    JsonNode shown = dossier(asked).json();
    assertThat(shown.at("/arguments/days").asInt()).isEqualTo(5);
    assertThat(shown.path("edits").properties()).hasSize(1);
    assertThat(shown.path("edits").path(edited.path("action_digest").asText()))
        .isEqualTo(edited.path("arguments"));
  }

  @Test
  void an_edit_may_start_from_another_one_and_from_nothing_else() {
    String asked = ask(letter("Ada", 5)).id();
    String first = edit(asked, digest(asked), "{\"days\":4}").json().path("action_digest").asText();

    JsonNode second = edit(asked, first, "{\"to\":\"Ben\"}").json();

    assertThat(second.path("arguments").toString()).isEqualTo("{\"days\":4,\"to\":\"Ben\"}");
    assertThat(second.path("changed").toString()).isEqualTo("[\"to\"]");
    edit(asked, "sha256:" + "0".repeat(64), "{}").problem(409, "digest-mismatch");
  }

  @Test
  void what_no_agent_could_ask_no_sentinel_can_propose() {
    String asked = ask(letter("Ada", 5)).id();
    String base = digest(asked);

    edit(asked, base, "{\"days\":0.1000000000000000055}").problem(400, "invalid-request");
    edit(asked, base, "[]").problem(400, "invalid-request");
    edit(UUID.randomUUID().toString(), base, "{}").problem(404, "not-found");
    send(builder("/v1/dossiers/" + asked + "/edits", "Authorization", OPERATOR)
            .POST(BodyPublishers.ofString("{}")))
        .problem(401, "unauthenticated");
    assertThat(rows(asked)).isZero();
  }

  @Test
  void what_people_rejected_no_edit_brings_back() {
    String rejected = ask(letter("Eve", 3)).id();
    var values = new HashMap<>(Decisions.decided(rejected, "REJECTED"));
    values.put("actionDigest", digest(rejected));
    values.put("usableUntil", null);
    values.put("agent", Map.of("id", "buyer"));
    publish("hl.decisions.v1", rejected, "io.humanlayer.decisions.Decided", values);
    String asked = ask(letter("Eve", 9)).id();

    Await.until(() -> edit(asked, digest(asked), "{\"days\":3}").status() == 409);

    assertThat(edit(asked, digest(asked), "{\"days\":4}").status()).isEqualTo(200);
  }

  @Test
  void the_agent_reads_the_edited_arguments_and_uses_them_and_no_others() {
    String id = ask(letter("Ada", 5)).id();
    String asked = digest(id);
    String edited = edit(id, asked, "{\"days\":3}").json().path("action_digest").asText();
    approve(id, asked, edited);

    JsonNode view = read("buyer", "/v1/requests/" + id).json();

    assertThat(view.at("/arguments/days").asInt()).isEqualTo(3);
    assertThat(view.at("/edits/action_digest").asText()).isEqualTo(edited);
    consume(id, asked).problem(409, "digest-mismatch");
    assertThat(consume(id, edited).status()).isEqualTo(200);
    consume(id, edited).problem(409, "already-consumed");
  }

  @Test
  void an_erased_dossier_takes_its_edits_with_it() {
    String id = ask(letter("Rosalind Franklin", 5)).id();
    String asked = digest(id);
    String edited =
        edit(id, asked, "{\"to\":\"Barbara McClintock\"}").json().path("action_digest").asText();
    approve(id, asked, edited);

    send(
        builder(
                "/v1/dossiers/"
                    + id
                    + "?organisation=acme&authority=data-protection-officer&reason=subject-request",
                "Authorization",
                OPERATOR)
            .DELETE());

    assertThat(rows(id)).isZero();
    JsonNode view = read("buyer", "/v1/requests/" + id).json();
    assertThat(view.has("arguments")).isFalse();
    assertThat(view.toString()).doesNotContain("Barbara");
    assertThat(view.at("/edits/action_digest").asText()).isEqualTo(edited);
    edit(id, asked, "{\"days\":1}").problem(404, "not-found");
  }

  @Test
  void at_rest_nothing_of_an_edit_is_legible() {
    String id = ask(letter("Ada", 5)).id();
    edit(id, digest(id), "{\"to\":\"Barbara McClintock\"}");

    List<byte[]> stored =
        jdbi.withHandle(
            h ->
                h.createQuery("select content from dossier_edit where request_id = :id")
                    .bind("id", UUID.fromString(id))
                    .mapTo(byte[].class)
                    .list());

    assertThat(stored).hasSize(1);
    assertThat(new String(stored.getFirst(), java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("Barbara");
  }

  private void approve(String id, String asked, String edited) {
    var values = new HashMap<>(Decisions.decided(id, "APPROVED_WITH_EDITS"));
    values.put("actionDigest", asked);
    values.put("usableUntil", Instant.now().plusSeconds(60));
    values.put(
        "edits", Map.of("arguments", "{}", "actionDigest", edited, "changed", List.of("days")));
    publish("hl.decisions.v1", id, "io.humanlayer.decisions.Decided", values);
    Await.until(() -> read("buyer", "/v1/requests/" + id).json().has("outcome"));
  }

  private Answer edit(String id, String base, String changes) {
    return post(
        "/v1/dossiers/" + id + "/edits",
        "{\"base\":\"%s\",\"changes\":%s}".formatted(base, changes),
        "Authorization",
        "Bearer " + RealInfrastructure.SERVICE_TOKEN,
        "x-humanlayer-organisation",
        ORG);
  }

  private Answer dossier(String id) {
    return send(
        builder(
                "/v1/dossiers/" + id,
                "Authorization",
                "Bearer " + RealInfrastructure.SERVICE_TOKEN,
                "x-humanlayer-organisation",
                ORG)
            .GET());
  }

  private Answer consume(String id, String digest) {
    return asks(
        "buyer", "/v1/requests/" + id + "/consume", "{\"action_digest\":\"" + digest + "\"}");
  }

  private String digest(String id) {
    return read("buyer", "/v1/requests/" + id).json().path("action_digest").asText();
  }

  private int rows(String id) {
    return jdbi.withHandle(
        h ->
            h.createQuery("select count(*) from dossier_edit where request_id = :id")
                .bind("id", UUID.fromString(id))
                .mapTo(Integer.class)
                .one());
  }

  private static String letter(String to, int days) {
    return "{\"operation\":\"hr.leave\",\"arguments\":{\"to\":\"%s\",\"days\":%d}}"
        .formatted(to, days);
  }
}
