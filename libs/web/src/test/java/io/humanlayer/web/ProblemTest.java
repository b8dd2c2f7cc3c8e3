package io.humanlayer.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.web.Problem.Fault;
import io.humanlayer.web.Problem.Kind;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.RedirectionException;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemTest {

  private final ProblemMapper mapper = new ProblemMapper();

  @Test
  void a_problem_is_the_document_that_rfc_9457_describes() {
    var problem =
        Problem.invalid(
            List.of(
                new Fault("/operation", "The field is required."),
                new Fault("/level", "The field must be a whole number from 1 to 3.")));
    assertThat(problem.json().toPrettyString())
        .isEqualToIgnoringNewLines(
            """
            {
              "type" : "/problems/invalid-request",
              "title" : "The request is not valid",
              "status" : 400,
              "detail" : "The field is required.",
              "errors" : [ {
                "pointer" : "/operation",
                "detail" : "The field is required."
              }, {
                "pointer" : "/level",
                "detail" : "The field must be a whole number from 1 to 3."
              } ]
            }""");
  }

  @Test
  void a_problem_without_faults_has_no_list_of_them() {
    assertThat(Problem.of(Kind.NOT_FOUND, "There is no such request.").json().toString())
        .isEqualTo(
            "{\"type\":\"/problems/not-found\",\"title\":\"Not found\",\"status\":404,"
                + "\"detail\":\"There is no such request.\"}");
  }

  @ParameterizedTest
  @EnumSource
  void every_kind_answers_with_its_status_and_the_problem_media_type(Kind kind) {
    Response response = Problem.of(kind, "Why.").response();
    assertThat(response.getStatus()).isEqualTo(kind.status());
    assertThat(response.getMediaType()).hasToString("application/problem+json");
    assertThat(response.getEntity().toString()).contains("/problems/" + kind.slug());
  }

  @Test
  void who_is_not_known_is_told_how_to_say_it() {
    assertThat(Tokens.unauthenticated().problem().response().getHeaderString("WWW-Authenticate"))
        .isEqualTo("Bearer");
  }

  @Test
  void what_passes_says_when_to_come_back() {
    assertThat(retryAfter(Duration.ofSeconds(30))).isEqualTo("30");
    assertThat(retryAfter(Duration.ofMillis(10))).isEqualTo("1");
  }

  @Test
  void a_thrown_problem_keeps_its_kind() {
    assertThat(mapper.toResponse(StrictJson.tooLarge()).getStatus()).isEqualTo(413);
  }

  @Test
  void an_unknown_path_is_a_problem() {
    assertProblem(mapper.toResponse(new NotFoundException()), Kind.NOT_FOUND);
  }

  @Test
  void whoever_uses_a_wrong_method_is_told_the_right_ones() {
    Response response = mapper.toResponse(new NotAllowedException("GET", new String[] {"POST"}));
    assertProblem(response, Kind.METHOD_NOT_ALLOWED);
    assertThat(response.getHeaderString("Allow")).contains("GET").contains("POST");
  }

  @Test
  void a_redirection_is_no_problem() {
    var redirection = new RedirectionException(303, URI.create("/elsewhere"));
    assertThat(mapper.toResponse(redirection).getStatus()).isEqualTo(303);
  }

  @ParameterizedTest
  @ValueSource(strings = {"08006", "57P01", "53300"})
  void a_database_that_is_away_is_an_outage(String state) {
    var away = new IllegalStateException("wrapped", new SQLException("away", state));
    assertProblem(mapper.toResponse(away), Kind.UNAVAILABLE);
  }

  @Test
  void a_network_that_is_away_is_an_outage() {
    assertProblem(
        mapper.toResponse(new IllegalStateException("wrapped", new ConnectException("refused"))),
        Kind.UNAVAILABLE);
  }

  @Test
  void a_fault_of_ours_says_nothing_of_the_inside() {
    Response response = mapper.toResponse(new IllegalStateException("table secret_things"));
    assertProblem(response, Kind.INTERNAL);
    assertThat(response.getEntity().toString()).doesNotContain("secret_things");
    assertProblem(mapper.toResponse(new SQLException("syntax", "42601")), Kind.INTERNAL);
  }

  private static String retryAfter(Duration after) {
    return Problem.unavailable("Later.", after).response().getHeaderString("Retry-After");
  }

  private static void assertProblem(Response response, Kind kind) {
    assertThat(response.getStatus()).isEqualTo(kind.status());
    assertThat(response.getMediaType()).hasToString(Problem.MEDIA_TYPE);
    assertThat(response.getEntity().toString()).contains("/problems/" + kind.slug());
  }
}
