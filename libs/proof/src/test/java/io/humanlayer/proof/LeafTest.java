package io.humanlayer.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LeafTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private static final EventLeaf LEAF =
      new EventLeaf(
          Optional.of(UUID.fromString("01994000-0000-7000-8000-000000000001")),
          Hash.ofNothing(),
          UUID.fromString("01994000-0000-7000-8000-000000000002"),
          NOON,
          "io.humanlayer.decisions.Decided.v1");

  @Test
  void an_event_is_written_as_canonical_json() {
    assertThat(LEAF.text())
        .isEqualTo(
            "{\"apiVersion\":\"1\",\"kind\":\"hl.event\",\"spec\":{"
                + "\"decisionId\":\"01994000-0000-7000-8000-000000000001\","
                + "\"digest\":{\"sha256\":\"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\"},"
                + "\"eventId\":\"01994000-0000-7000-8000-000000000002\","
                + "\"occurredAt\":\"2026-11-21T12:00:00.000Z\","
                + "\"type\":\"io.humanlayer.decisions.Decided.v1\"}}");
  }

  @Test
  void an_event_about_no_single_request_says_null() {
    var leaf =
        new EventLeaf(
            Optional.empty(),
            LEAF.digest(),
            LEAF.eventId(),
            NOON,
            "io.humanlayer.agents.AgentState.v1");

    assertThat(leaf.text()).contains("\"decisionId\":null,");
    assertThat(EventLeaf.parse(leaf.text())).isEqualTo(leaf);
  }

  @Test
  void only_the_one_spelling_of_an_event_is_read() {
    assertThat(EventLeaf.parse(LEAF.text())).isEqualTo(LEAF);
    for (String other :
        new String[] {
          LEAF.text() + " ",
          LEAF.text().replace("hl.event", "hl.genesis"),
          LEAF.text().replace("12:00:00.000Z", "12:00:60.000Z"),
          LEAF.text().replace("01994000-0000-7000", "01994000-00007-000"),
          LEAF.text().replace("hSuFU=", "hSuFV="),
          LEAF.text().replace(",\"eventId\"", ", \"eventId\""),
        }) {
      assertThatThrownBy(() -> EventLeaf.parse(other)).isInstanceOf(MalformedException.class);
    }
  }

  @Test
  void the_first_leaf_names_the_log_and_when_it_began() {
    assertThat(new GenesisLeaf("t-0-1.ledger.example", NOON).text())
        .isEqualTo(
            "{\"apiVersion\":\"1\",\"kind\":\"hl.genesis\",\"spec\":{"
                + "\"createdAt\":\"2026-11-21T12:00:00.000Z\","
                + "\"origin\":\"t-0-1.ledger.example\",\"previous\":null}}");
  }
}
