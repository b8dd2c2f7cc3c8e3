package io.humanlayer.routing.core.sentinels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.SentinelId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProfileTest {

  private static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant JULY = Instant.parse("2026-07-01T00:00:00Z");
  private static final Instant NOON = Instant.parse("2026-05-05T12:00:00Z");
  private static final Profile PAYMENTS = profile(2, Set.of(), Set.of(), null);

  @Test
  void the_qualification_and_its_level_must_be_there() {
    assertThat(PAYMENTS.fittedBy(holding(payments(2)), NOON)).contains(payments(2));
    assertThat(PAYMENTS.fittedBy(holding(payments(1)), NOON)).isEmpty();
    assertThat(PAYMENTS.fittedBy(holding(), NOON)).isEmpty();
    assertThat(PAYMENTS.fittedBy(holding(qualification("finance.audit", 9)), NOON)).isEmpty();
  }

  @Test
  void the_highest_fitting_qualification_is_named() {
    assertThat(PAYMENTS.fittedBy(holding(payments(2), payments(4), payments(3)), NOON))
        .contains(payments(4));
  }

  @Test
  void a_qualification_holds_from_its_first_instant_until_before_its_last() {
    Sentinel ada = holding(new Qualification("finance.payments", 2, JANUARY, JULY, null));

    assertThat(PAYMENTS.fittedBy(ada, JANUARY.minusMillis(1))).isEmpty();
    assertThat(PAYMENTS.fittedBy(ada, JANUARY)).isPresent();
    assertThat(PAYMENTS.fittedBy(ada, JULY.minusMillis(1))).isPresent();
    assertThat(PAYMENTS.fittedBy(ada, JULY)).isEmpty();
  }

  @Test
  void one_of_the_languages_and_one_of_the_jurisdictions_will_do() {
    Sentinel ada = holding(payments(2));

    assertThat(profile(2, Set.of("it", "en"), Set.of("EU"), null).fittedBy(ada, NOON)).isPresent();
    assertThat(profile(2, Set.of("fr"), Set.of(), null).fittedBy(ada, NOON)).isEmpty();
    assertThat(profile(2, Set.of(), Set.of("US"), null).fittedBy(ada, NOON)).isEmpty();
  }

  @Test
  void a_ceiling_must_reach_the_amount() {
    Qualification upTo10000 =
        new Qualification("finance.payments", 2, JANUARY, null, new BigDecimal("10000"));
    Sentinel ada = holding(upTo10000);

    assertThat(profile(2, Set.of(), Set.of(), "10000.00").fittedBy(ada, NOON)).isPresent();
    assertThat(profile(2, Set.of(), Set.of(), "10000.01").fittedBy(ada, NOON)).isEmpty();
    assertThat(profile(2, Set.of(), Set.of(), "10000.01").fittedBy(holding(payments(2)), NOON))
        .isPresent();
  }

  @Test
  void an_external_sentinel_does_not_fit_where_only_internal_ones_may_sit() {
    Profile internal =
        new Profile("finance.payments", 1, Set.of(Source.INTERNAL), Set.of(), Set.of(), null);
    Sentinel outsider = sentinel(Source.EXTERNAL, payments(2));

    assertThat(internal.fittedBy(outsider, NOON)).isEmpty();
    assertThat(PAYMENTS.fittedBy(outsider, NOON)).isPresent();
  }

  @Test
  void nonsense_is_not_a_qualification() {
    assertThatThrownBy(() -> qualification(" ", 1)).hasMessageContaining("name");
    assertThatThrownBy(() -> payments(0)).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> new Qualification("q", 1, JULY, JANUARY, null))
        .hasMessageContaining("ends after it begins");
    assertThatThrownBy(() -> new Qualification("q", 1, JULY, null, new BigDecimal("-1")))
        .hasMessageContaining("not negative");
  }

  private static Profile profile(
      int level, Set<String> languages, Set<String> jurisdictions, String amount) {
    return new Profile(
        "finance.payments",
        level,
        Set.of(Source.INTERNAL, Source.EXTERNAL),
        languages,
        jurisdictions,
        amount == null ? null : new BigDecimal(amount));
  }

  private static Qualification payments(int level) {
    return qualification("finance.payments", level);
  }

  private static Qualification qualification(String name, int level) {
    return new Qualification(name, level, JANUARY, null, null);
  }

  private static Sentinel holding(Qualification... qualifications) {
    return sentinel(Source.INTERNAL, qualifications);
  }

  private static Sentinel sentinel(Source source, Qualification... qualifications) {
    return new Sentinel(
        new OrganisationId("acme"),
        new SentinelId("s-ada"),
        "Ada",
        source,
        List.of(qualifications),
        Set.of("en"),
        Set.of("EU"),
        Set.of());
  }
}
