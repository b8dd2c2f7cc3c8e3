package io.humanlayer.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UuidsTest {

  private static final UUID DNS = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

  @Test
  void the_example_of_rfc_9562_appendix_a4_is_reproduced() {
    assertThat(Uuids.v5(DNS, "www.example.com"))
        .isEqualTo(UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2"));
  }

  @Test
  void a_version_7_carries_its_millisecond_first() {
    var at = Instant.parse("2022-02-22T19:22:22.000Z");

    var id = Uuids.v7(at, new byte[10]);

    assertThat(id.toString()).startsWith("017f22e2-79b0-7000-8000-");
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
  }

  @Test
  void later_ids_sort_after_earlier_ones_as_text() {
    var noise = new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1};

    var earlier = Uuids.v7(Instant.parse("2026-11-21T20:00:00.000Z"), noise);
    var later = Uuids.v7(Instant.parse("2026-11-21T20:00:00.001Z"), new byte[10]);

    assertThat(earlier.toString()).isLessThan(later.toString());
  }
}
