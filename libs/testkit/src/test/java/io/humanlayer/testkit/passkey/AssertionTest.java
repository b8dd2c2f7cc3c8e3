package io.humanlayer.testkit.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.proof.human.Assertion;
import io.humanlayer.proof.human.AssertionCheck;
import io.humanlayer.proof.human.AssertionCheck.Fault;
import io.humanlayer.proof.human.RelyingParty;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What `libs/proof` says of the signatures that a passkey makes, and of those that look like it.
class AssertionTest {

  private static final String PAGE = "http://localhost:8083";
  private static final RelyingParty PARTY = new RelyingParty("localhost", Set.of(PAGE));
  private static final String DOCUMENT = "{\"action\":\"pay\",\"nonce\":\"1\"}";
  private static final String CHALLENGE =
      Assertion.challenge(DOCUMENT.getBytes(StandardCharsets.UTF_8));

  private final SoftPasskey passkey = SoftPasskey.of("localhost", PAGE);

  @Test
  void a_signature_over_the_document_holds() {
    var check = check(passkey.counting(7).sign(CHALLENGE), DOCUMENT);

    assertThat(check)
        .isInstanceOfSatisfying(
            AssertionCheck.Holds.class,
            it -> {
              assertThat(it.origin()).isEqualTo(PAGE);
              assertThat(it.data().signCount()).isEqualTo(7);
            });
  }

  @Test
  void whatever_is_not_as_it_must_be_is_refused_with_its_reason() {
    refused(Fault.OTHER_CHALLENGE, passkey.sign("b3RoZXI"));
    refused(Fault.OTHER_ORIGIN, passkey.butOn("http://localhost:9999").sign(CHALLENGE));
    refused(Fault.OTHER_ORIGIN, passkey.butOn("https://localhost:8083").sign(CHALLENGE));
    refused(Fault.FRAMED, passkey.butFramed().sign(CHALLENGE));
    refused(Fault.OTHER_RELYING_PARTY, passkey.butFor("example.org").sign(CHALLENGE));
    refused(Fault.NOT_VERIFIED, passkey.butSaying(0x01).sign(CHALLENGE));
    refused(Fault.NOBODY_PRESENT, passkey.butSaying(0x04).sign(CHALLENGE));
    refused(Fault.WRONG_SIGNATURE, passkey.butWithAnotherKey().sign(CHALLENGE));
    refused(Fault.OTHER_ACT, passkey.sign("webauthn.create", CHALLENGE));
    refused(Fault.MALFORMED, passkey.butSaying(0x45).sign(CHALLENGE));
    refused(Fault.MALFORMED, passkey.butSaying(0x15).sign(CHALLENGE));
    assertThat(check(passkey.sign(CHALLENGE), DOCUMENT + " "))
        .isInstanceOfSatisfying(
            AssertionCheck.Refused.class,
            it -> assertThat(it.fault()).isEqualTo(Fault.OTHER_CHALLENGE));
  }

  @Test
  void no_byte_of_it_can_be_changed() {
    var signed = passkey.sign(CHALLENGE);
    List<SoftPasskey.Signed> changed = new ArrayList<>();
    for (String other : changes(signed.authenticatorData())) {
      changed.add(new SoftPasskey.Signed("", other, signed.clientData(), signed.signature()));
    }
    for (String other : changes(signed.clientData())) {
      changed.add(
          new SoftPasskey.Signed("", signed.authenticatorData(), other, signed.signature()));
    }
    for (String other : changes(signed.signature())) {
      changed.add(
          new SoftPasskey.Signed("", signed.authenticatorData(), signed.clientData(), other));
    }
    assertThat(changed)
        .hasSizeGreaterThan(200)
        .allSatisfy(
            it -> assertThat(check(it, DOCUMENT)).isInstanceOf(AssertionCheck.Refused.class));
  }

  @Test
  void client_data_that_says_a_thing_twice_or_is_not_one_object_is_refused() {
    for (String text :
        List.of(
            "{\"type\":\"webauthn.get\",\"type\":\"webauthn.get\"}",
            "{\"type\":\"webauthn.get\"} {}",
            "{\"type\":\"webauthn.get\"",
            "[]",
            "",
            "{\"type\":01}",
            "{\"a\":" + "[".repeat(50) + "]".repeat(50) + "}")) {
      String encoded =
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(text.getBytes(StandardCharsets.UTF_8));
      var signed = passkey.sign(CHALLENGE);
      refused(
          Fault.MALFORMED,
          new SoftPasskey.Signed("", signed.authenticatorData(), encoded, signed.signature()));
    }
  }

  @Test
  void a_key_of_another_kind_is_refused() {
    var signed = passkey.sign(CHALLENGE);
    var assertion =
        new Assertion(signed.authenticatorData(), signed.clientData(), signed.signature());

    assertThat(assertion.check(DOCUMENT, new byte[] {1, 2, 3}, PARTY))
        .isInstanceOfSatisfying(
            AssertionCheck.Refused.class,
            it -> assertThat(it.fault()).isEqualTo(Fault.UNKNOWN_KEY));
  }

  private static List<String> changes(String base64url) {
    byte[] bytes = Base64.getUrlDecoder().decode(base64url);
    List<String> changes = new ArrayList<>();
    for (int at = 0; at < bytes.length; at++) {
      byte[] changed = bytes.clone();
      changed[at] ^= (byte) (1 << (at % 8));
      changes.add(Base64.getUrlEncoder().withoutPadding().encodeToString(changed));
    }
    return changes;
  }

  private void refused(Fault fault, SoftPasskey.Signed signed) {
    assertThat(check(signed, DOCUMENT))
        .isInstanceOfSatisfying(
            AssertionCheck.Refused.class, it -> assertThat(it.fault()).isEqualTo(fault));
  }

  private AssertionCheck check(SoftPasskey.Signed signed, String document) {
    return new Assertion(signed.authenticatorData(), signed.clientData(), signed.signature())
        .check(document, passkey.publicKey(), PARTY);
  }
}
