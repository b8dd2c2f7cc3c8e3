package io.humanlayer.gateway.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.humanlayer.gateway.outbound.DossierCipher.Sealed;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DossierCipherTest {

  private final DossierCipher cipher = new DossierCipher(key(1));

  @Test
  void what_is_sealed_opens_again() {
    assertThat(cipher.open(cipher.seal("Zürich, 12 €", "request-1"), "request-1"))
        .isEqualTo("Zürich, 12 €");
  }

  @Test
  void it_opens_nowhere_else() {
    Sealed sealed = cipher.seal("secret", "request-1");
    refuses(cipher, sealed, "request-2");
    refuses(new DossierCipher(key(2)), sealed, "request-1");
  }

  @Test
  void without_its_own_key_it_is_gone() {
    Sealed sealed = cipher.seal("secret", "request-1");
    Sealed other = cipher.seal("secret", "request-1");
    refuses(cipher, new Sealed(new byte[60], sealed.content()), "request-1");
    refuses(cipher, new Sealed(other.wrappedKey(), sealed.content()), "request-1");
  }

  @Test
  void a_changed_byte_is_noticed() {
    Sealed sealed = cipher.seal("secret", "request-1");
    for (int i = 0; i < sealed.content().length; i++) {
      byte[] changed = sealed.content().clone();
      changed[i] ^= 1;
      refuses(cipher, new Sealed(sealed.wrappedKey(), changed), "request-1");
    }
  }

  @Test
  void nothing_of_the_content_is_in_what_is_stored_and_no_two_are_alike() {
    Sealed first = cipher.seal("the same secret", "request-1");
    Sealed second = cipher.seal("the same secret", "request-1");
    assertThat(new String(first.content(), StandardCharsets.ISO_8859_1)).doesNotContain("secret");
    assertThat(first.content()).isNotEqualTo(second.content());
    assertThat(first.wrappedKey()).isNotEqualTo(second.wrappedKey());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "not base64!", "AAAAAAAAAAAAAAAAAAAAAA=="})
  void a_master_key_of_another_form_is_refused_at_once(String key) {
    assertThatThrownBy(() -> new DossierCipher(key))
        .hasMessage("humanlayer.master-key must be 32 bytes in base64");
  }

  private static void refuses(DossierCipher cipher, Sealed sealed, String context) {
    assertThatThrownBy(() -> cipher.open(sealed, context))
        .isInstanceOf(IllegalStateException.class);
  }

  private static String key(int seed) {
    byte[] key = new byte[32];
    key[0] = (byte) seed;
    return Base64.getEncoder().encodeToString(key);
  }
}
