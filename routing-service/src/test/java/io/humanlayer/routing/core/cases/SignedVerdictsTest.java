package io.humanlayer.routing.core.cases;

import static io.humanlayer.routing.core.cases.DecisionOutcome.APPROVED;
import static io.humanlayer.routing.core.cases.People.ACME;
import static io.humanlayer.routing.core.cases.People.ADA;
import static io.humanlayer.routing.core.cases.People.BEN;
import static io.humanlayer.routing.core.cases.Transfers.CHECKED;
import static io.humanlayer.routing.core.cases.Transfers.DIGEST;
import static io.humanlayer.routing.core.cases.Transfers.NOON;
import static io.humanlayer.routing.core.cases.Transfers.OTHER_DIGEST;
import static io.humanlayer.routing.core.cases.Transfers.PAYMENTS;
import static io.humanlayer.routing.core.cases.Transfers.REQUEST;
import static io.humanlayer.routing.core.cases.Transfers.RULING;
import static io.humanlayer.routing.core.cases.Transfers.SHOWN;
import static io.humanlayer.routing.core.cases.Transfers.approved;
import static io.humanlayer.routing.core.cases.Transfers.caseOf;
import static io.humanlayer.routing.core.cases.Transfers.closed;
import static io.humanlayer.routing.core.cases.Transfers.decidedApproved;
import static io.humanlayer.routing.core.cases.Transfers.dossierViewed;
import static io.humanlayer.routing.core.cases.Transfers.editable;
import static io.humanlayer.routing.core.cases.Transfers.needs;
import static io.humanlayer.routing.core.cases.Transfers.offerMade;
import static io.humanlayer.routing.core.cases.Transfers.opened;
import static io.humanlayer.routing.core.cases.Transfers.payments;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.core.cases.CaseCommand.GiveVerdict;
import io.humanlayer.routing.core.cases.CaseEvent.VerdictGiven;
import io.humanlayer.routing.core.cases.Intent.Said;
import io.humanlayer.testkit.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A signature counts for the verdict that it was given for, and for no other.
class SignedVerdictsTest {

  private static final byte[] SALT = {1, 2, 3};
  private static final Duration FRESH = Duration.ofMinutes(3);
  private static final Panel TWO = payments(2, 1);
  private static final HumanSignature SIGNATURE =
      new HumanSignature(
          "{}", "k1", "YQ", "Yg", "Yw", "ZA", "localhost", "http://l", new UUID(1, 2));
  private static final Said SAID = Said.of(VerdictKind.APPROVE, DIGEST, CHECKED, Terms.NONE, SALT);

  private final Scenario<CaseCommand, Case, CaseEvent> shown =
      caseOf(REQUEST)
          .given(opened(needs(PAYMENTS)), offerMade(ADA, PAYMENTS), dossierViewed(ADA, NOON));

  @Test
  void a_signed_verdict_is_kept_with_its_signature() {
    Verdict verdict =
        new Verdict(
            ADA.id(),
            PAYMENTS.name(),
            PAYMENTS.profile().qualification(),
            PAYMENTS.profile().qualification() + "/1",
            Assurance.PASSKEY,
            VerdictKind.APPROVE,
            NOON,
            null,
            SIGNATURE);
    shown
        .when(signed(intent(), SAID, NOON))
        .then(
            new VerdictGiven(verdict, DIGEST, CHECKED.withoutText(), SHOWN),
            decidedApproved(NOON, verdict),
            closed(APPROVED, NOON));
  }

  @Test
  void whatever_else_was_signed_is_refused() {
    Intent good = intent();
    List<Intent> others =
        List.of(
            of(new RequestId(new UUID(7, 8)), ACME, ADA.id(), SAID, SHOWN, RULING, NOON),
            of(REQUEST.id(), new OrganisationId("globex"), ADA.id(), SAID, SHOWN, RULING, NOON),
            of(REQUEST.id(), ACME, BEN.id(), SAID, SHOWN, RULING, NOON),
            of(REQUEST.id(), ACME, ADA.id(), SAID, "sha256:else", RULING, NOON),
            of(REQUEST.id(), ACME, ADA.id(), SAID, SHOWN, new Ruling(List.of(), List.of()), NOON),
            of(REQUEST.id(), ACME, ADA.id(), SAID, SHOWN, RULING, NOON.minus(FRESH)),
            of(REQUEST.id(), ACME, ADA.id(), SAID, SHOWN, RULING, NOON.plusMillis(1)),
            said(new Said(VerdictKind.REJECT, DIGEST, SAID.reasonDigest(), null, null, null)),
            said(new Said(VerdictKind.APPROVE, DIGEST, "sha256:else", null, null, null)),
            said(
                new Said(VerdictKind.APPROVE, DIGEST, SAID.reasonDigest(), "sha256:a", null, null)),
            said(
                new Said(
                    VerdictKind.APPROVE, DIGEST, SAID.reasonDigest(), null, OTHER_DIGEST, null)),
            said(
                new Said(
                    VerdictKind.APPROVE,
                    DIGEST,
                    SAID.reasonDigest(),
                    null,
                    null,
                    new Grant(1, NOON))));
    assertThat(others).doesNotContain(good);
    for (Intent other : others) {
      shown.when(signed(other, SAID, NOON)).thenRefused(CaseRefusal.SIGNED_OTHERWISE);
    }
  }

  @Test
  void what_was_never_shown_cannot_be_signed() {
    caseOf(REQUEST)
        .given(opened(needs(PAYMENTS)), offerMade(ADA, PAYMENTS))
        .when(signed(intent(), SAID, NOON))
        .thenRefused(CaseRefusal.SIGNED_OTHERWISE);
  }

  @Test
  void after_an_edit_the_edited_action_has_to_be_shown_before_it_is_signed() {
    Edit smaller = new Edit("{\"amount\":\"1\"}", OTHER_DIGEST, Set.of("amount"));
    VerdictGiven byBen = approved(BEN, TWO, NOON);
    Said edited = Said.of(VerdictKind.APPROVE, OTHER_DIGEST, CHECKED, Terms.NONE, SALT);
    var before =
        caseOf(REQUEST)
            .given(
                opened(editable(needs(TWO), "amount")),
                offerMade(1, ADA, TWO),
                offerMade(2, BEN, TWO),
                dossierViewed(ADA, NOON),
                new VerdictGiven(
                    byBen.verdict(), DIGEST, byBen.reason(), null, new Terms(null, smaller, null)));
    var sign =
        new GiveVerdict(
            ADA,
            VerdictKind.APPROVE,
            OTHER_DIGEST,
            CHECKED,
            Assurance.PASSKEY,
            Terms.NONE,
            null,
            NOON,
            new Signed(said(edited), edited, SIGNATURE));

    before.when(sign).thenRefused(CaseRefusal.SIGNED_OTHERWISE);
    var seen =
        before
            .when(new CaseCommand.ShowDossier(ADA, SHOWN, NOON))
            .then(dossierViewed(ADA, NOON))
            .state();
    assertThat(new CaseDecider().decide(seen, sign).toString()).contains("APPROVED_WITH_EDITS");
  }

  @Test
  void there_is_no_assurance_of_a_passkey_without_its_signature_and_no_signature_for_less() {
    assertThatThrownBy(() -> give(Assurance.PASSKEY, null, NOON))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> give(Assurance.KEY, new Signed(intent(), SAID, SIGNATURE), NOON))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_same_words_under_another_salt_are_other_words() {
    Terms yes = new Terms("yes", null, null);
    Said one = Said.of(VerdictKind.ANSWER, DIGEST, Reason.NONE, yes, SALT);

    assertThat(one).isEqualTo(Said.of(VerdictKind.ANSWER, DIGEST, Reason.NONE, yes, SALT));
    assertThat(one)
        .isNotEqualTo(Said.of(VerdictKind.ANSWER, DIGEST, Reason.NONE, yes, new byte[] {4}));
  }

  private static Intent intent() {
    return of(REQUEST.id(), ACME, ADA.id(), SAID, SHOWN, RULING, NOON);
  }

  private static Intent said(Said said) {
    return of(REQUEST.id(), ACME, ADA.id(), said, SHOWN, RULING, NOON);
  }

  private static Intent of(
      RequestId request,
      OrganisationId organisation,
      SentinelId sentinel,
      Said said,
      String view,
      Ruling ruling,
      Instant issued) {
    return new Intent(
        request,
        organisation,
        sentinel,
        said,
        view,
        ruling.policies(),
        "n",
        issued,
        issued.plus(FRESH),
        null);
  }

  private static GiveVerdict signed(Intent intent, Said said, Instant at) {
    return give(Assurance.PASSKEY, new Signed(intent, said, SIGNATURE), at);
  }

  private static GiveVerdict give(Assurance assurance, Signed signed, Instant at) {
    return new GiveVerdict(
        ADA, VerdictKind.APPROVE, DIGEST, CHECKED, assurance, Terms.NONE, null, at, signed);
  }
}
