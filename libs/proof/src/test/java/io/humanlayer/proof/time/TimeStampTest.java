package io.humanlayer.proof.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.proof.Hash;
import io.humanlayer.proof.time.TimeCheck.Fault;
import io.humanlayer.proof.time.TimeCheck.Holds;
import io.humanlayer.proof.time.TimeCheck.Refused;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimeStampTest {

  private static final Instant AT = Instant.parse("2026-11-21T20:00:00.125Z");
  private static final Hash IMPRINT =
      Hash.sha256("a checkpoint".getBytes(java.nio.charset.StandardCharsets.UTF_8));
  private static final BigInteger NONCE = new BigInteger("123456789012345678");
  private static final TimeStampQuery QUERY = new TimeStampQuery(IMPRINT, NONCE);
  private static final OwnClock CLOCK = clock(1);
  private static final byte[] ANSWER = CLOCK.answer(QUERY, BigInteger.TEN, AT);
  private static final TrustedAuthorities TRUSTED = TrustedAuthorities.of(CLOCK.certificates());

  @Test
  void a_stamp_of_the_own_clock_holds_and_says_that_nobody_need_trust_it() {
    assertThat(check(ANSWER))
        .isInstanceOfSatisfying(
            Holds.class,
            it -> {
              assertThat(it.at()).isEqualTo(AT);
              assertThat(it.isOwnClock()).isTrue();
              assertThat(it.authority()).contains("NOT A TRUSTED TIME AUTHORITY");
            });
  }

  @Test
  void the_same_keys_make_the_same_certificates() {
    assertThat(clock(1).certificates()).isEqualTo(CLOCK.certificates());
    assertThat(clock(2).certificates()).isNotEqualTo(CLOCK.certificates());
  }

  @Test
  void a_question_survives_its_bytes() {
    assertThat(TimeStampQuery.parse(QUERY.bytes())).isEqualTo(QUERY);
  }

  @Test
  void a_stamp_over_something_else_is_refused() {
    var other = new TimeStampQuery(Hash.ofNothing(), NONCE);

    assertRefused(check(CLOCK.answer(other, BigInteger.TEN, AT)), Fault.WRONG_IMPRINT);
  }

  @Test
  void an_older_answer_is_refused() {
    var other = new TimeStampQuery(IMPRINT, BigInteger.TWO);

    assertRefused(check(CLOCK.answer(other, BigInteger.TEN, AT)), Fault.WRONG_NONCE);
  }

  @Test
  void a_stamp_by_somebody_else_is_refused() {
    assertRefused(check(clock(2).answer(QUERY, BigInteger.TEN, AT)), Fault.UNTRUSTED_AUTHORITY);
    assertRefused(
        TimeStamp.check(ANSWER, IMPRINT, Optional.of(NONCE), TrustedAuthorities.of(List.of())),
        Fault.UNTRUSTED_AUTHORITY);
  }

  @Test
  void a_stamp_at_a_time_at_which_the_certificate_was_not_valid_is_refused() {
    byte[] early = CLOCK.answer(QUERY, BigInteger.TEN, Instant.parse("2020-01-01T00:00:00Z"));

    assertThat(check(early)).isInstanceOf(Refused.class);
  }

  @Test
  void a_stamp_with_any_byte_changed_missing_or_added_is_refused() {
    for (int at = 0; at < ANSWER.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] changed = ANSWER.clone();
        changed[at] ^= (byte) (1 << bit);
        assertThat(check(changed)).as("byte %d bit %d", at, bit).isInstanceOf(Refused.class);
      }
    }
    assertThat(check(Arrays.copyOf(ANSWER, ANSWER.length - 1))).isInstanceOf(Refused.class);
    assertThat(check(Arrays.copyOf(ANSWER, ANSWER.length + 1))).isInstanceOf(Refused.class);
    assertThat(check(new byte[0])).isInstanceOf(Refused.class);
  }

  private static TimeCheck check(byte[] answer) {
    return TimeStamp.check(answer, IMPRINT, Optional.of(NONCE), TRUSTED);
  }

  private static void assertRefused(TimeCheck check, Fault fault) {
    assertThat(check)
        .isInstanceOfSatisfying(Refused.class, it -> assertThat(it.fault()).isEqualTo(fault));
  }

  private static OwnClock clock(int seed) {
    byte[] own = new byte[48];
    byte[] root = new byte[48];
    own[0] = (byte) seed;
    root[1] = (byte) seed;
    return new OwnClock(root, own);
  }
}
