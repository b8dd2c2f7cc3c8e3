package io.humanlayer.routing.core.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.core.matching.QueueMatching.WaitingSeat;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueueMatchingTest {

  private static final SentinelId ADA = new SentinelId("ada");
  private static final SentinelId BEN = new SentinelId("ben");

  @Test
  void whoever_can_take_only_one_of_the_seats_gets_that_one() {
    var matched =
        QueueMatching.of(
            List.of(
                new WaitingSeat<>("either", Map.of(ADA, 0.1, BEN, 0.9)),
                new WaitingSeat<>("only ada", Map.of(ADA, 0.5))));

    assertThat(matched).isEqualTo(Map.of(0, BEN, 1, ADA));
  }

  @Test
  void where_people_are_few_the_most_urgent_seats_come_first() {
    var seats =
        List.of(
            new WaitingSeat<>("urgent", Map.of(ADA, 0.5, BEN, 0.5)),
            new WaitingSeat<>("soon", Map.of(ADA, 0.5, BEN, 0.5)),
            new WaitingSeat<>("some time", Map.of(ADA, 0.5, BEN, 0.5)));

    assertThat(QueueMatching.of(seats)).containsOnlyKeys(0, 1);
  }

  @Test
  void nobody_has_two_seats_and_a_seat_for_which_nobody_is_there_waits() {
    var matched =
        QueueMatching.of(
            List.of(
                new WaitingSeat<>("one", Map.of(ADA, 0.1)),
                new WaitingSeat<>("two", Map.of(ADA, 0.1)),
                new WaitingSeat<>("three", Map.of())));

    assertThat(matched.values()).hasSameSizeAs(new HashSet<>(matched.values()));
    assertThat(matched).isEqualTo(Map.of(0, ADA));
    assertThat(QueueMatching.of(List.<WaitingSeat<String>>of())).isEmpty();
  }
}
