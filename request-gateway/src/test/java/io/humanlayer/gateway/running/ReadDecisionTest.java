package io.humanlayer.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.humanlayer.testkit.infrastructure.Await;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class ReadDecisionTest extends Running {

  @Test
  void a_request_is_pending_then_assigned_then_decided_then_recorded() {
    String id = ask(transfer("1500")).id();
    assertThat(view(id).path("status").asText()).isEqualTo("pending");
    assertThat(view(id).has("receipt")).isFalse();

    publish("hl.cases.v1", id, "io.humanlayer.cases.OfferMade", Decisions.offer(id));
    Await.until(() -> view(id).path("status").asText().equals("assigned"));

    decide(id, "APPROVED");
    Await.until(() -> view(id).path("status").asText().equals("approved"));
    JsonNode view = view(id);
    assertThat(view.path("outcome").asText()).isEqualTo("APPROVED");
    assertThat(view.path("basis").asText()).isEqualTo("SENTINEL");
    assertThat(view.path("reason").asText()).isEqualTo("Known supplier");
    assertThat(view.path("decided_at").asText()).isEqualTo("2026-11-21T20:00:03.112Z");
    assertThat(view.path("usable_until").asText()).isEqualTo("2026-11-21T20:10:03.112Z");
    assertThat(view.at("/policy/name").asText()).isEqualTo("baseline");
    assertThat(view.at("/policy/rules/0").asText()).isEqualTo("transfer-large");
    assertThat(view.at("/sentinels/0/id").asText()).isEqualTo("s-7f3k");
    assertThat(view.at("/arguments/amount").asInt()).isEqualTo(1500);
    assertThat(view.at("/receipt/status").asText()).isEqualTo("pending");

    publish("hl.ledger.v1", ORG, "io.humanlayer.ledger.Recorded", Decisions.recorded(id));
    Await.until(() -> view(id).at("/receipt/status").asText().equals("recorded"));
    assertThat(view(id).at("/receipt/url").asText()).isEqualTo("/v1/receipts/" + id);
  }

  @Test
  void a_decision_is_never_changed_by_another() {
    String id = ask(transfer("1500")).id();
    decide(id, "REJECTED");
    Await.until(() -> view(id).path("status").asText().equals("rejected"));
    decide(id, "APPROVED");
    publish("hl.cases.v1", id, "io.humanlayer.cases.OfferMade", Decisions.offer(id));
    String next = ask(transfer("1500")).id();
    decideOnThePartitionOf(id, next);
    Await.until(() -> view(next).path("status").asText().equals("approved"));
    assertThat(view(id).path("outcome").asText()).isEqualTo("REJECTED");
  }

  @Test
  void an_agent_that_waits_has_the_decision_with_its_answer() {
    String idempotency = UUID.randomUUID().toString();
    var waiting =
        CompletableFuture.supplyAsync(
            () ->
                asks(
                    "buyer",
                    "/v1/requests?wait=30",
                    transfer("1500"),
                    "Idempotency-Key",
                    idempotency));
    String id = ask(transfer("1500"), "Idempotency-Key", idempotency).id();
    decide(id, "APPROVED");
    Answer answer = waiting.join();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.id()).isEqualTo(id);
    assertThat(answer.json().path("status").asText()).isEqualTo("approved");
  }

  @Test
  void a_fresh_request_that_waits_is_woken_by_its_decision() {
    var waiting =
        CompletableFuture.supplyAsync(
            () -> asks("waiter", "/v1/requests", transfer("1500"), "Prefer", "wait=30"));
    String id =
        Await.until(
                "the request is there",
                () -> read("waiter", "/v1/requests").json().path("items"),
                items -> !items.isEmpty())
            .get(0)
            .path("id")
            .asText();
    decide(id, "APPROVED");
    assertThat(waiting.join().status()).isEqualTo(200);
    assertThat(waiting.join().json().path("outcome").asText()).isEqualTo("APPROVED");
    assertThat(waiting.join().json().at("/state/thread").asInt()).isEqualTo(7);
  }

  @Test
  void a_wait_that_ends_without_a_decision_gives_the_request_as_it_is() {
    Answer answer = asks("buyer", "/v1/requests?wait=1", transfer("1500"));
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.json().path("status").asText()).isEqualTo("pending");
    asks("buyer", "/v1/requests?wait=soon", transfer("1500")).problem(400, "invalid-request");
  }

  @Test
  void reading_can_wait_too() {
    String id = ask(transfer("1500")).id();
    var waiting =
        CompletableFuture.supplyAsync(() -> read("buyer", "/v1/requests/" + id + "?wait=30"));
    decide(id, "EXPIRED");
    assertThat(waiting.join().json().path("status").asText()).isEqualTo("timeout");
  }

  @Test
  void what_has_not_changed_is_not_sent_again() {
    String id = ask(transfer("1500")).id();
    String path = "/v1/requests/" + id;
    String tag = read("buyer", path).header("etag");
    Answer unchanged = read("buyer", path, "If-None-Match", tag);
    assertThat(unchanged.status()).isEqualTo(304);
    assertThat(unchanged.response().body()).isEmpty();
    assertThat(unchanged.header("etag")).isEqualTo(tag);
    decide(id, "APPROVED");
    Await.until(() -> read("buyer", path, "If-None-Match", tag).status() == 200);
  }

  @Test
  void every_change_is_an_event_of_the_stream() throws Exception {
    String id = ask(transfer("1500")).id();
    HttpResponse<Stream<String>> stream =
        http()
            .send(
                builder("/v1/requests/" + id + "/events").header("x-api-key", key("buyer")).build(),
                BodyHandlers.ofLines());
    assertThat(stream.statusCode()).isEqualTo(200);
    assertThat(stream.headers().firstValue("content-type").orElse(""))
        .startsWith("text/event-stream");
    Iterator<String> lines = stream.body().iterator();
    assertThat(event(lines)).containsEntry("id", "1").containsEntry("event", "status");
    decide(id, "APPROVED");
    Map<String, String> decision = event(lines);
    assertThat(decision).containsEntry("id", "2").containsEntry("event", "decision");
    assertThat(JSON.readTree(decision.get("data")).path("status").asText()).isEqualTo("approved");
    publish("hl.ledger.v1", ORG, "io.humanlayer.ledger.Recorded", Decisions.recorded(id));
    Map<String, String> recorded = event(lines);
    assertThat(recorded).containsOnlyKeys("id", "event", "data").containsEntry("id", "3");
    JsonNode last = JSON.readTree(recorded.get("data"));
    assertThat(last.at("/receipt/status").asText()).isEqualTo("recorded");
    assertThat(last.at("/arguments/amount").asInt()).isEqualTo(1500);
    assertThat(lines.hasNext()).isFalse();
  }

  @Test
  void the_request_of_another_agent_is_not_there() {
    String id = ask(transfer("1500")).id();
    read("seller", "/v1/requests/" + id).problem(404, "not-found");
    read("seller", "/v1/requests/" + id + "?wait=30").problem(404, "not-found");
    read("seller", "/v1/requests/" + id + "/events").problem(404, "not-found");
    read("buyer", "/v1/requests/" + UUID.randomUUID()).problem(404, "not-found");
    read("buyer", "/v1/requests/not-an-id").problem(404, "not-found");
    send(builder("/v1/requests/" + id).GET()).problem(401, "unauthenticated");
    send(builder("/v1/requests/" + id + "/events").GET()).problem(401, "unauthenticated");
  }

  @Test
  void an_agent_lists_its_own_requests_page_by_page() {
    String first = asks("lister", "/v1/requests", transfer("1")).id();
    String second = asks("lister", "/v1/requests", transfer("2")).id();
    JsonNode page = read("lister", "/v1/requests?limit=1").json();
    assertThat(page.at("/items/0/id").asText()).isEqualTo(second);
    String cursor = page.path("next_cursor").asText();
    JsonNode next = read("lister", "/v1/requests?status=pending&cursor=" + cursor).json();
    assertThat(next.path("items")).hasSize(1);
    assertThat(next.at("/items/0/id").asText()).isEqualTo(first);
    assertThat(next.path("next_cursor").isNull()).isTrue();
    for (String query : List.of("limit=0", "limit=many", "limit=201", "cursor=x", "status=lost")) {
      read("lister", "/v1/requests?" + query).problem(400, "invalid-request");
    }
  }

  @Test
  void a_dossier_is_shown_to_the_services_only() {
    String id = ask("{\"operation\":\"o\",\"arguments\":{\"x\":1},\"summary\":\"Why\"}").id();
    String service = "Bearer " + RealInfrastructure.SERVICE_TOKEN;
    String path = "/v1/dossiers/" + id;
    JsonNode dossier =
        send(builder(path, "Authorization", service, "x-humanlayer-organisation", ORG).GET())
            .json();
    assertThat(dossier.path("summary").asText()).isEqualTo("Why");
    assertThat(dossier.has("salt")).isFalse();
    send(builder(path, "Authorization", service, "x-humanlayer-organisation", "other").GET())
        .problem(404, "not-found");
    send(builder(path, "Authorization", service).GET()).problem(400, "invalid-request");
    send(builder(path, "Authorization", OPERATOR, "x-humanlayer-organisation", ORG).GET())
        .problem(401, "unauthenticated");
    read("buyer", path).problem(401, "unauthenticated");
  }

  private void decide(String id, String outcome) {
    publish(
        "hl.decisions.v1", id, "io.humanlayer.decisions.Decided", Decisions.decided(id, outcome));
  }

  /// Comes after all that was published under `id`.
  private void decideOnThePartitionOf(String id, String other) {
    publish(
        "hl.decisions.v1",
        id,
        "io.humanlayer.decisions.Decided",
        Decisions.decided(other, "APPROVED"));
  }

  /// The fields of the next server-sent event; comments are passed by.
  private static Map<String, String> event(Iterator<String> lines) {
    var fields = new HashMap<String, String>();
    String line = lines.next();
    while (!line.isEmpty() || fields.isEmpty()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        fields.put(line.substring(0, colon), line.substring(colon + 1));
      }
      line = lines.next();
    }
    return fields;
  }

  private JsonNode view(String id) {
    return read("buyer", "/v1/requests/" + id).json();
  }
}
