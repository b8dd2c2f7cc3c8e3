package io.humanlayer.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTest {

  /// The example of C2SP signed-note.
  private static final String EXAMPLE =
      """
      This is an example message.

      — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
      """;

  private static final String EXAMPLE_KEY =
      "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

  private static final String ORIGIN = "t-0123456789-1.ledger.example";
  private static final NoteSigner SIGNER = new NoteSigner(ORIGIN, new byte[32]);

  @Test
  void the_example_of_the_specification_verifies() {
    var note = SignedNote.parse(EXAMPLE);

    assertThat(note.text()).isEqualTo("This is an example message.\n");
    assertThat(note.isSignedBy(NoteVerifier.parse(EXAMPLE_KEY))).isTrue();
    assertThat(note).hasToString(EXAMPLE);
  }

  @Test
  void a_key_survives_its_text() {
    String vkey = SIGNER.verifier().vkey();

    assertThat(NoteVerifier.parse(vkey).vkey()).isEqualTo(vkey);
    assertThat(vkey).startsWith(ORIGIN + "+").contains("+A");
    assertThat(SIGNER.verifier().logId().toString()).startsWith(vkey.split("\\+")[1]);
  }

  @Test
  void a_note_signed_here_verifies_under_its_key_and_under_no_other() {
    var body = new Checkpoint(ORIGIN, 700, Hash.ofNothing()).body();
    var note = SignedNote.parse(SIGNER.sign(body).toString());

    assertThat(note.isSignedBy(SIGNER.verifier())).isTrue();
    assertThat(note.isSignedBy(NoteVerifier.parse(EXAMPLE_KEY))).isFalse();
    assertThat(note.isSignedBy(new NoteSigner("other.example", new byte[32]).verifier())).isFalse();
    assertThat(Checkpoint.parse(note.text()))
        .isEqualTo(new Checkpoint(ORIGIN, 700, Hash.ofNothing()));
  }

  @Test
  void a_note_with_any_byte_changed_is_refused() {
    byte[] note =
        SIGNER
            .sign(new Checkpoint(ORIGIN, 700, Hash.ofNothing()).body())
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < note.length; at++) {
      for (int pattern : new int[] {0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xFF}) {
        byte[] changed = note.clone();
        changed[at] ^= (byte) pattern;
        assertThat(verifies(changed)).as("byte %d xor %02x", at, pattern).isFalse();
      }
    }
  }

  @Test
  void a_second_signature_that_is_wrong_under_the_same_key_spoils_the_note() {
    String good = SIGNER.sign("text\n").toString();
    String wrong = SIGNER.sign("other\n").toString();
    var both = SignedNote.parse(good + wrong.substring(wrong.indexOf('—')));

    assertThat(both.isSignedBy(SIGNER.verifier())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text\n",
        "text\n\n",
        "text\n\nno dash QUFBQUFB\n",
        "text\n\n— name QUFBQUFB",
        "text\n\n— name QUFBQUE\n",
        "text\n\n— name QUFBQQ==\n",
        "text\n\n— a+b QUFBQUFB\n",
        "text\n\n— a b QUFBQUFB\n",
        "text\n\n—  QUFBQUFB\n",
        "text\r\n\n— name QUFBQUFB\n",
        "text\n\n— name QUFBQUFB\r\n"
      })
  void what_is_not_exactly_a_note_is_refused(String note) {
    assertThatThrownBy(() -> SignedNote.parse(note)).isInstanceOf(MalformedException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.com/foo",
        "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+BOkyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3Q==",
        "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
      })
  void what_is_not_exactly_a_key_is_refused(String vkey) {
    assertThatThrownBy(() -> NoteVerifier.parse(vkey)).isInstanceOf(MalformedException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "origin\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        "origin\n07\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "origin\n+7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "origin\n-7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "origin\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n",
        "origin\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuA==\n",
        "origin\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nextension\n",
        "\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
      })
  void what_is_not_exactly_a_checkpoint_is_refused(String body) {
    assertThatThrownBy(() -> Checkpoint.parse(body)).isInstanceOf(MalformedException.class);
  }

  private static boolean verifies(byte[] note) {
    try {
      return SignedNote.parse(CanonicalText.utf8(note)).isSignedBy(SIGNER.verifier());
    } catch (MalformedException e) {
      return false;
    }
  }
}
