package io.humanlayer.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.gateway.core.status.RequestStatus;
import io.humanlayer.gateway.running.OpenApi.Operation;
import io.humanlayer.gateway.wire.RequestJson;
import io.humanlayer.testkit.infrastructure.Await;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.humanlayer.testkit.rules.HttpInterface;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the OpenAPI document promises is there, and nothing else is.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class OpenApiTest extends Running {

  private static final OpenApi API = OpenApi.load();

  static List<Operation> operations() {
    return API.operations();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void every_operation_answers_as_promised(Operation operation) throws Exception {
    var request = request(operation);
    switch (API.security(operation)) {
      case "apiKey" -> request.header("x-api-key", key("buyer"));
      case "operator" -> request.header("Authorization", OPERATOR);
      default -> request.header("Authorization", "Bearer " + RealInfrastructure.SERVICE_TOKEN);
    }
    assertPromised(operation, request, 200, 299);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void every_operation_refuses_a_stranger_as_promised(Operation operation) throws Exception {
    assertPromised(operation, request(operation), 401, 401);
  }

  @Test
  void every_resource_method_is_in_the_document() {
    assertThat(operations())
        .map(Operation::toString)
        .containsExactlyInAnyOrderElementsOf(HttpInterface.inCode("io.humanlayer.gateway.inbound"));
  }

  @Test
  void the_fields_of_a_request_are_those_that_are_read() {
    assertThat(properties("DecisionRequest")).isEqualTo(RequestJson.FIELDS);
  }

  @Test
  void the_statuses_are_those_that_agents_see() {
    assertThat((List<?>) API.schema("Status").get("enum"))
        .map(Object::toString)
        .containsExactlyElementsOf(
            Stream.of(RequestStatus.values()).map(RequestStatus::label).toList());
  }

  private void assertPromised(Operation operation, HttpRequest.Builder request, int from, int to)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> answer = http().send(request.build(), BodyHandlers.ofInputStream());
    answer.body().close();
    assertThat(answer.statusCode()).as("%s", operation).isBetween(from, to);
    String type = answer.headers().firstValue("content-type").orElse("").replaceFirst(";.*", "");
    assertThat(API.answers(operation, answer.statusCode()))
        .as("%s answers %d with %s", operation, answer.statusCode(), type)
        .isNotNull()
        .map(Object::toString)
        .contains(type);
  }

  private HttpRequest.Builder request(Operation operation) throws IOException {
    String path = operation.path();
    boolean consumes = path.endsWith("/consume");
    // What is used must be approved, and what is erased must be decided.
    boolean decided = consumes || (operation.method().equals("DELETE") && path.contains("dossier"));
    String id = path.contains("{id}") ? decided ? anApprovedId() : anId() : "";
    String query = "";
    String[] headers = {};
    for (Map<?, ?> parameter : API.parameters(operation)) {
      String name = parameter.get("name").toString();
      Object example = parameter.get("example");
      String value = example == null && name.equals("id") ? id : String.valueOf(example);
      switch (parameter.get("in").toString()) {
        case "path" -> path = path.replace("{" + name + "}", value);
        case "query" -> query += example == null ? "" : "&" + name + "=" + value;
        default -> headers = example == null ? headers : new String[] {name, value};
      }
    }
    return builder(path + query.replaceFirst("&", "?"), headers)
        .method(
            operation.method(),
            consumes
                ? BodyPublishers.ofString("{\"action_digest\":\"%s\"}".formatted(digestOf(id)))
                : path.endsWith("/edits")
                    ? BodyPublishers.ofString(
                        "{\"base\":\"%s\",\"changes\":{\"amount\":4}}".formatted(digestOf(id)))
                    : body(operation));
  }

  private static BodyPublisher body(Operation operation) throws IOException {
    Object example = API.example(operation);
    return example == null
        ? BodyPublishers.noBody()
        : BodyPublishers.ofString(JSON.writeValueAsString(example));
  }

  private String anApprovedId() {
    String id = anId();
    var values = new HashMap<>(Decisions.decided(id, "APPROVED"));
    values.put("basis", "POLICY");
    values.put("usableUntil", Instant.now().plusSeconds(60));
    publish("hl.decisions.v1", id, "io.humanlayer.decisions.Decided", values);
    Await.until(() -> read("buyer", "/v1/requests/" + id).json().has("outcome"));
    return id;
  }

  private String digestOf(String id) {
    return read("buyer", "/v1/requests/" + id).json().path("action_digest").asText();
  }

  private String anId() {
    return ask(transfer("5")).id();
  }

  private static Object properties(String schema) {
    return ((Map<?, ?>) API.schema(schema).get("properties")).keySet();
  }
}
