package io.humanlayer.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.proof.evidence.EvidenceZip;
import io.humanlayer.verifier.Verification.Refused;
import io.humanlayer.verifier.Verification.Verified;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EvidenceVerificationTest {

  private static final byte[] GOOD = Evidence.zip();

  @Test
  void a_package_is_verified_and_says_that_its_clock_is_not_trusted() {
    var verification = verify(GOOD);

    assertThat(verification).isInstanceOf(Verified.class);
    assertThat(((Verified) verification).meaning())
        .anyMatch(it -> it.contains("APPROVED"))
        .anyMatch(it -> it.contains("NOT A TRUSTED TIME AUTHORITY"));
    assertThat(verification.checks()).anyMatch(it -> it.contains("also signed by"));
  }

  @Test
  void the_same_evidence_makes_the_same_bytes() {
    assertThat(Evidence.zip()).isEqualTo(GOOD);
  }

  @Test
  void a_package_with_any_byte_changed_is_refused() {
    for (int at = 0; at < GOOD.length; at++) {
      byte[] changed = GOOD.clone();
      changed[at] ^= (byte) (1 << (at % 8));
      assertThat(verify(changed)).as("byte %d", at).isInstanceOf(Refused.class);
    }
  }

  @Test
  void a_file_that_was_changed_and_packed_anew_is_refused_whichever_it_is() {
    for (var file : EvidenceZip.read(GOOD).entrySet()) {
      byte[] content = file.getValue();
      for (int at = 0; at < content.length; at += Math.max(1, content.length / 20)) {
        var files = new TreeMap<>(EvidenceZip.read(GOOD));
        byte[] changed = content.clone();
        changed[at] ^= 2;
        files.put(file.getKey(), changed);
        assertThat(verify(EvidenceZip.write(files)))
            .as("%s byte %d", file.getKey(), at)
            .isInstanceOf(Refused.class);
      }
      var files = new TreeMap<>(EvidenceZip.read(GOOD));
      files.remove(file.getKey());
      assertThat(verify(EvidenceZip.write(files)))
          .as("without %s", file.getKey())
          .isInstanceOf(Refused.class);
    }
    var more = new TreeMap<>(EvidenceZip.read(GOOD));
    more.put("more.txt", new byte[] {1});
    assertThat(verify(EvidenceZip.write(more))).isInstanceOf(Refused.class);
  }

  @Test
  void the_page_says_it_in_two_languages_and_loads_nothing() {
    String page = text("decision.html");

    assertThat(page)
        .contains("Décision : approuvée", "Decision: approved", "s-7f3k", "n'est pas de confiance")
        .doesNotContain("src=", "href=", "@import", "url(", "<script");
    assertThat(text("VERIFY.md"))
        .contains("cosign verify-blob", "openssl ts -verify", "openssl pkeyutl", "NOT a trusted");
  }

  private static String text(String name) {
    return new String(EvidenceZip.read(GOOD).get(name), StandardCharsets.UTF_8);
  }

  private static Verification verify(byte[] file) {
    return EvidenceVerification.ofFile(file, Receipts.SIGNER.verifier());
  }
}
