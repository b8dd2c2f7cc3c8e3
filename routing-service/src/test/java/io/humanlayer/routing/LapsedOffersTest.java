package io.humanlayer.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.routing.app.MatchQueues;
import io.humanlayer.testkit.infrastructure.Await;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Whoever does not answer what they are asked is asked after the others, until they answer.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
@QuarkusTestResource(GatewayOnLoopback.class)
class LapsedOffersTest extends OnStage {

  @Inject MatchQueues matching;

  @AfterEach
  void the_clock_is_right_again() {
    ShiftedClock.back();
  }

  @Test
  void two_lapsed_offers_are_an_absence_in_which_one_is_asked_last_and_an_answer_ends_it() {
    String lara = Desk.person("lara-silent", "internal", 9, "finance.silence");
    UUID id = stage.opened(stage.arbitrium("silence").within("PT4H"));

    lapse(id, 1);
    assertThat(presence("lara-silent")).isEqualTo("available");
    lapse(id, 2);
    assertThat(presence("lara-silent")).isEqualTo("away");
    Await.until("nobody else is left, so she is asked again", () -> offers(id), it -> it == 3);

    Desk.person("leo-there", "internal", 9, "finance.silence");
    UUID other = stage.opened(stage.arbitrium("silence").within("PT4H"));
    assertThat(asked(other)).as("others come before her").isEqualTo("leo-there");

    assertThat(Acme.give(lara, id, "approve", Ruled.DIGEST, "seen at last").statusCode())
        .isEqualTo(200);
    assertThat(presence("lara-silent")).isEqualTo("available");
    assertThat(registered("lara-silent", "lapses")).isEqualTo("0");
  }

  @Test
  void whoever_is_silent_and_asked_about_enough_already_is_waited_for_and_not_asked_too_much() {
    String key = Desk.person("lou-silent", "internal", 1, "finance.stillness");
    UUID first = stage.opened(stage.arbitrium("stillness").within("PT4H"));
    lapse(first, 1);
    lapse(first, 2);
    Await.until("she is asked, as the only one", () -> offers(first), it -> it == 3);

    Ruled second = stage.arbitrium("stillness").within("PT4H");
    stage.publish(second);
    Await.until("the case is open", () -> stage.types(second.id()), it -> !it.isEmpty());
    matching.match();
    assertThat(stage.types(second.id())).doesNotContain("cases.OfferMade", "cases.Unroutable");

    Acme.give(key, first, "approve", Ruled.DIGEST, "done");
    Await.until("she is asked about the next", () -> offers(second.id()), it -> it == 1);
  }

  @Test
  void the_console_says_that_one_counts_as_away_and_takes_it_back() {
    String lisa = Desk.person("lisa-silent", "internal", 9, "finance.absence");
    UUID id = stage.opened(stage.arbitrium("absence").within("PT4H"));
    lapse(id, 1);
    lapse(id, 2);
    var signedIn = Signer.of(lisa);

    assertThat(signedIn.browser().get("/console").asString())
        .contains("you count as away", "I am back");
    assertThat(signedIn.browser().post("/console/back").statusCode())
        .as("without the token of a page of hers")
        .isIn(403, 415);
    assertThat(signedIn.form().post("/console/back").statusCode()).isEqualTo(303);

    assertThat(presence("lisa-silent")).isEqualTo("available");
    assertThat(signedIn.browser().get("/console").asString()).doesNotContain("count as away");
  }

  /// The time of the offer that is open is over, and the next one is made.
  private void lapse(UUID id, int times) {
    Await.until("an offer is open", () -> offers(id), made -> made == times);
    ShiftedClock.forward(Duration.ofMinutes(times == 1 ? 6 : 11));
    Await.until(
        "it has lapsed",
        () -> stage.types(id).stream().filter("cases.OfferLapsed"::equals).count(),
        lapsed -> lapsed == times);
  }

  private int offers(UUID id) {
    return (int) stage.types(id).stream().filter("cases.OfferMade"::equals).count();
  }

  private String asked(UUID id) {
    return jdbi.withHandle(
        h ->
            h.createQuery("select sentinel from offer where case_id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .one());
  }

  private static String presence(String sentinel) {
    return Acme.operator()
        .get("/v1/sentinels/" + sentinel + "?organisation=acme")
        .jsonPath()
        .getString("presence.presence");
  }

  private String registered(String sentinel, String column) {
    return jdbi.withHandle(
        h ->
            h.createQuery("select " + column + " from sentinel where id = :id")
                .bind("id", sentinel)
                .mapTo(String.class)
                .one());
  }
}
