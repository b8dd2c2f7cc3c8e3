package io.humanlayer.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.gateway.app.EraseDossier;
import io.humanlayer.testkit.infrastructure.Await;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class EraseDossierTest extends Running {

  private static final String PLANTED = "Rosalind Franklin";
  private static final String WHY =
      "?organisation=acme&authority=data-protection-officer&reason=subject-request";

  @Inject EraseDossier erasures;

  @Test
  void an_erased_dossier_is_gone_and_its_erasure_is_told() {
    String id = askedAbout(PLANTED);
    decide(id);

    Answer erased = erase("/v1/dossiers/" + id + WHY);

    assertThat(erased.status()).isEqualTo(200);
    send(builder(
                "/v1/dossiers/" + id,
                "Authorization",
                "Bearer " + RealInfrastructure.SERVICE_TOKEN,
                "x-humanlayer-organisation",
                ORG)
            .GET())
        .problem(404, "not-found");
    assertThat(read("buyer", "/v1/requests/" + id).json().has("reason")).isFalse();
    assertThat(stored("select key is null and content is null from dossier", id)).isEqualTo("t");
    assertThat(stored("select decision from request", id)).doesNotContain("Known supplier");
    assertThat(journalled(id)).isEqualTo(1);
    assertThat(erase("/v1/requests/" + id + "/dossier" + WHY).json()).isEqualTo(erased.json());
    assertThat(journalled(id)).isEqualTo(1);
  }

  @Test
  void nothing_is_erased_without_an_authority_a_reason_and_a_decision() {
    String id = askedAbout(PLANTED);
    String path = "/v1/dossiers/" + id;

    erase(path + WHY).problem(409, "conflict");
    decide(id);
    erase(path + "?organisation=acme&reason=order").problem(400, "invalid-request");
    erase(path + "?organisation=acme&authority=court&reason=because")
        .problem(400, "invalid-request");
    erase(path + WHY.replace("acme", "rival")).problem(404, "not-found");
    erase("/v1/dossiers/" + UUID.randomUUID() + WHY).problem(404, "not-found");
    send(builder(path + WHY).header("x-api-key", key("buyer")).DELETE())
        .problem(401, "unauthenticated");
    assertThat(stored("select key is not null from dossier", id)).isEqualTo("t");
  }

  @Test
  void a_dossier_that_was_kept_long_enough_is_erased_by_itself() {
    String id = askedAbout(PLANTED);
    decide(id);
    jdbi.useHandle(
        handle ->
            handle.execute(
                "update request set submitted_at = now() - interval '2 years' where id = ?",
                UUID.fromString(id)));

    assertThat(erasures.eraseOld()).isEqualTo(1);
    assertThat(erasures.eraseOld()).isZero();
    assertThat(stored("select key is null from dossier", id)).isEqualTo("t");
  }

  @Test
  void after_an_erasure_no_column_of_any_table_holds_what_was_written() {
    String id = askedAbout(PLANTED);
    decide(id);
    Await.until(() -> stored("select (intake is null)::text from request", id).equals("true"));
    erase("/v1/dossiers/" + id + WHY);

    List<String> tables =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "select table_name from information_schema.tables"
                            + " where table_schema = 'public'")
                    .mapTo(String.class)
                    .list());
    for (String table : tables) {
      List<String> rows =
          jdbi.withHandle(
              handle ->
                  handle
                      .createQuery("select t::text from \"" + table + "\" t")
                      .mapTo(String.class)
                      .list());
      assertThat(rows).as(table).noneMatch(row -> row.contains(PLANTED) && row.contains(id));
      assertThat(rows).as(table).noneMatch(row -> row.contains(hex(PLANTED)) && row.contains(id));
    }
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  private String askedAbout(String person) {
    return ask("{\"operation\":\"hr.letter\",\"arguments\":{\"to\":\""
            + person
            + "\"},\"summary\":\"About "
            + person
            + "\"}")
        .id();
  }

  private void decide(String id) {
    publish(
        "hl.decisions.v1",
        id,
        "io.humanlayer.decisions.Decided",
        Decisions.decided(id, "APPROVED"));
    Await.until(
        () ->
            read("buyer", "/v1/requests/" + id).json().path("status").asText().equals("approved"));
  }

  private Answer erase(String path) {
    return send(builder(path, "Authorization", OPERATOR).DELETE());
  }

  private String stored(String select, String id) {
    String key = select.contains("dossier") ? "request_id" : "id";
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(select + " where " + key + " = :id")
                .bind("id", UUID.fromString(id))
                .mapTo(String.class)
                .one());
  }

  private int journalled(String id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select count(*) from journal where type like '%DossierErased%'"
                        + " and position(convert_to(:id, 'UTF8') in payload) > 0")
                .bind("id", id)
                .mapTo(Integer.class)
                .one());
  }
}
