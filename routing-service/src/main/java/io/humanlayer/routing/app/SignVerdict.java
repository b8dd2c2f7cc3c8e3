package io.humanlayer.routing.app;

import io.humanlayer.kernel.Outcome;
import io.humanlayer.kernel.Refusal;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.proof.human.Assertion;
import io.humanlayer.proof.human.AssertionCheck;
import io.humanlayer.proof.human.RelyingParty;
import io.humanlayer.routing.core.cases.ActionDigest;
import io.humanlayer.routing.core.cases.Assurance;
import io.humanlayer.routing.core.cases.Case;
import io.humanlayer.routing.core.cases.CaseCommand;
import io.humanlayer.routing.core.cases.CaseEvent;
import io.humanlayer.routing.core.cases.CaseRefusal;
import io.humanlayer.routing.core.cases.EditRuling;
import io.humanlayer.routing.core.cases.HumanSignature;
import io.humanlayer.routing.core.cases.Intent;
import io.humanlayer.routing.core.cases.Reason;
import io.humanlayer.routing.core.cases.Signed;
import io.humanlayer.routing.core.cases.Terms;
import io.humanlayer.routing.core.cases.VerdictKind;
import io.humanlayer.routing.core.sentinels.Sentinel;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A verdict that its giver signs: first what they are about to sign, then the signature over it.
/// Whatever is not as it must be is refused; nothing is taken for less than it says it is.
@ApplicationScoped
public class SignVerdict {

  /// How long a signature may take.
  public static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final int NONCE_BYTES = 16;

  /// What a verdict says, in plain words.
  public record Words(
      VerdictKind kind,
      ActionDigest actionDigest,
      @Nullable String reasonCode,
      @Nullable String reason,
      Terms terms) {

    private Intent.Said said(byte[] salt) {
      return Intent.Said.of(
          kind, actionDigest, Reason.salted(reasonCode, reason, salt), terms, salt);
    }
  }

  /// What somebody says who approves alone.
  public record Alone(
      ActionDigest actionDigest, @Nullable String reasonCode, @Nullable String reason) {

    private Intent.Said said(byte[] salt) {
      return Intent.Said.alone(actionDigest, Reason.salted(reasonCode, reason, salt));
    }
  }

  /// A signature over the intent with this nonce.
  public record Signature(String nonce, String credential, Assertion assertion) {}

  /// What came of the wish to sign.
  public sealed interface Prepared {
    record Ready(Intents.Kept kept) implements Prepared {}

    record Refused(Refusal reason) implements Prepared {}
  }

  private final Cases cases;
  private final Intents intents;
  private final Passkeys passkeys;
  private final RelyingParty party;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  public SignVerdict(
      Cases cases, Intents intents, Passkeys passkeys, RelyingParty party, Clock clock) {
    this.cases = cases;
    this.intents = intents;
    this.passkeys = passkeys;
    this.party = party;
    this.clock = clock;
  }

  /// What `sentinel` would sign to say this; only for who has a seat, and was shown the case.
  public Prepared prepare(Sentinel sentinel, RequestId id, Words words) {
    return switch (cases.find(sentinel, id).orElseGet(Case.None::new)) {
      case Case.None _ -> new Prepared.Refused(CaseRefusal.NO_SUCH_CASE);
      case Case.Decided decided ->
          new Prepared.Refused(
              decided.seats(sentinel) ? CaseRefusal.CASE_CLOSED : CaseRefusal.NO_SUCH_CASE);
      case Case.Open open ->
          open.seats(sentinel)
              ? prepare(sentinel, open, words)
              : new Prepared.Refused(CaseRefusal.NO_SUCH_CASE);
    };
  }

  /// What `sentinel` would sign to approve alone, in an emergency; only for who may.
  public Prepared prepareAlone(Sentinel sentinel, RequestId id, Alone words) {
    return cases.find(sentinel, id).orElseGet(Case.None::new) instanceof Case.Open open
            && open.mayBreakGlass(sentinel, now())
        ? keep(
            sentinel,
            open,
            words.actionDigest(),
            open.seating().viewed().get(sentinel.id()),
            words::said)
        : new Prepared.Refused(CaseRefusal.NOT_ELIGIBLE);
  }

  private Prepared prepare(Sentinel sentinel, Case.Open open, Words words) {
    @Nullable String view = open.seating().viewed().get(sentinel.id());
    return view == null
        ? new Prepared.Refused(SignatureRefused.NOT_SHOWN)
        : keep(sentinel, open, words.actionDigest(), view, words::said);
  }

  private Prepared keep(
      Sentinel sentinel,
      Case.Open open,
      ActionDigest about,
      @Nullable String view,
      Function<byte[], Intent.Said> said) {
    if (!open.actionDigest().equals(about)) {
      return new Prepared.Refused(CaseRefusal.DIGEST_MISMATCH);
    }
    RequestId id = open.matter().request().id();
    Instant at = now();
    Intent.@Nullable LogHead head = intents.head(sentinel.organisation()).orElse(null);
    return new Prepared.Ready(
        intents.keep(
            sentinel,
            id,
            salt ->
                new Intent(
                    id,
                    sentinel.organisation(),
                    sentinel.id(),
                    said.apply(salt),
                    view,
                    open.matter().ruling().policies(),
                    nonce(),
                    at,
                    at.plus(PATIENCE),
                    head)));
  }

  /// Gives the verdict that was signed.
  ///
  /// @param ruling what policy says of an edit
  public Outcome<CaseEvent> give(
      Sentinel sentinel,
      RequestId id,
      Words words,
      @Nullable EditRuling ruling,
      Signature signature) {
    return signed(
        sentinel,
        id,
        signature,
        words::said,
        (salt, signed) ->
            at ->
                new CaseCommand.GiveVerdict(
                    sentinel,
                    words.kind(),
                    words.actionDigest(),
                    Reason.salted(words.reasonCode(), words.reason(), salt),
                    Assurance.PASSKEY,
                    words.terms(),
                    ruling,
                    at,
                    signed));
  }

  /// Breaks the glass, as it was signed.
  public Outcome<CaseEvent> giveAlone(
      Sentinel sentinel, RequestId id, Alone words, Signature signature) {
    return signed(
        sentinel,
        id,
        signature,
        words::said,
        (salt, signed) ->
            at ->
                new CaseCommand.BreakGlass(
                    sentinel,
                    words.actionDigest(),
                    Reason.salted(words.reasonCode(), words.reason(), salt),
                    Assurance.PASSKEY,
                    at,
                    signed));
  }

  private Outcome<CaseEvent> signed(
      Sentinel sentinel,
      RequestId id,
      Signature signature,
      Function<byte[], Intent.Said> said,
      BiFunction<byte[], Signed, Cases.At<CaseCommand>> command) {
    var kept = intents.take(sentinel, id, signature.nonce());
    if (kept.isEmpty()) {
      return Outcome.refused(SignatureRefused.NO_INTENT);
    }
    Intent intent = kept.get().intent();
    if (!now().isBefore(intent.expiresAt())) {
      return Outcome.refused(SignatureRefused.INTENT_EXPIRED);
    }
    var passkey = passkeys.find(sentinel, signature.credential());
    if (passkey.isEmpty()) {
      return Outcome.refused(SignatureRefused.NO_PASSKEY);
    }
    String text = kept.get().text();
    byte[] key = Base64.getUrlDecoder().decode(passkey.get().passkey().publicKey());
    return switch (signature.assertion().check(text, key, party)) {
      case AssertionCheck.Refused refused -> Outcome.refused(SignatureRefused.of(refused));
      case AssertionCheck.Holds(var data, String origin) -> {
        if (!passkeys.counted(sentinel, signature.credential(), data.signCount())) {
          yield Outcome.refused(SignatureRefused.COUNTER_WENT_BACK);
        }
        var evidence = evidence(text, signature, passkey.get(), origin);
        yield cases.actSalted(
            sentinel,
            id,
            salt -> command.apply(salt, new Signed(intent, said.apply(salt), evidence)));
      }
    };
  }

  private HumanSignature evidence(
      String text, Signature signature, Passkeys.Kept passkey, String origin) {
    return new HumanSignature(
        text,
        signature.credential(),
        signature.assertion().authenticatorData(),
        signature.assertion().clientData(),
        signature.assertion().signature(),
        passkey.passkey().publicKey(),
        party.id(),
        origin,
        passkey.registration());
  }

  private String nonce() {
    byte[] bytes = new byte[NONCE_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// Events carry milliseconds; a state must not know more than its events.
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
