package io.humanlayer.routing.app;

import io.humanlayer.kernel.Outcome;
import io.humanlayer.routing.app.Attestation.Made;
import io.humanlayer.routing.app.Attestation.Result;
import io.humanlayer.routing.app.Passkeys.Kept;
import io.humanlayer.routing.core.sentinels.Proofing;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.routing.core.sentinels.SentinelEvent;
import io.humanlayer.web.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A Sentinel makes passkeys known with which they will sign, and takes them away.
@ApplicationScoped
public class EnrolPasskey {

  /// How long a browser has to make one.
  public static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final int CHALLENGE_BYTES = 32;

  private final Passkeys passkeys;
  private final Attestation attestation;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  public EnrolPasskey(Passkeys passkeys, Attestation attestation, Clock clock) {
    this.passkeys = passkeys;
    this.attestation = attestation;
    this.clock = clock;
  }

  /// A question for the browser, that can be answered once.
  public String challenge(Sentinel sentinel) {
    byte[] bytes = new byte[CHALLENGE_BYTES];
    random.nextBytes(bytes);
    String challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    passkeys.ask(Tokens.hash(challenge), sentinel, clock.instant().plus(PATIENCE));
    return challenge;
  }

  /// @param challenge the one that `made` answers, as the form brings it back
  public Outcome<SentinelEvent> enrol(Sentinel sentinel, @Nullable String challenge, Made made) {
    Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (challenge == null || !passkeys.answered(Tokens.hash(challenge), sentinel, at)) {
      return Outcome.refused(SignatureRefused.NO_CHALLENGE);
    }
    return switch (attestation.check(made, challenge, level(sentinel))) {
      case Result.Believed(var passkey, var object) ->
          passkeys.add(sentinel, passkey, object.get(), at);
      case Result.Refused(var reason) -> Outcome.refused(reason);
    };
  }

  private static int level(Sentinel sentinel) {
    @Nullable Proofing proofing = sentinel.standing().proofing();
    return proofing == null ? 0 : proofing.level();
  }

  public Outcome<SentinelEvent> remove(Sentinel sentinel, String credential) {
    return passkeys.remove(sentinel, credential, clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  public List<Kept> of(Sentinel sentinel) {
    return passkeys.of(sentinel.organisation(), sentinel.id());
  }
}
