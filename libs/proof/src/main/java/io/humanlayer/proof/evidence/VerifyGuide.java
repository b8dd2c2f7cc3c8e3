package io.humanlayer.proof.evidence;

import java.util.Optional;

/// How to check an evidence package with tools that we did not write.
final class VerifyGuide {

  private static final String DISCLOSED =
      """

      ## What people wrote

      `disclosures.json` has what was erasable and is not erased. Each `disclosure` is base64url of
      `[salt, name, value]`, and the base64url of its SHA-256 stands among `predicate._sd` of
      `decision.json` (RFC 9901):

          printf %s DISCLOSURE | openssl dgst -sha256 -binary | basenc --base64url | tr -d =
      """;
  private static final String SIGNED =
      """

      The Sentinel's own signature in `FOLDER/` (WebAuthn). The `challenge` in clientDataJSON.json
      is the base64url of the SHA-256 of intent.json, which says what was decided on what:

          openssl dgst -sha256 -binary FOLDER/intent.json | basenc --base64url | tr -d =
          openssl dgst -sha256 -binary FOLDER/clientDataJSON.json | \\
            cat FOLDER/authenticatorData.bin - > signed.bin
          openssl dgst -sha256 -verify FOLDER/credential.pem -signature FOLDER/signature.der signed.bin

      `logHead` in intent.json is the head of the log as it was then; the hashes in head.consistency
      lead from it to the root in `checkpoint.txt` (RFC 9162 §2.1.4.2).
      """;

  private static final String RIGHT =
      """

      ## By what right

      Each file of `authority/` is the receipt of an event of the same log: a policy's publication,
      a Sentinel's qualifications as the register had them, a delegation, a grant, a passkey that
      became known. `leaf` has the SHA-256 of `decision` (canonical JSON, RFC 8785); `hashes` lead from
      SHA-256(0x00 || leaf) to the root in `checkpoint` (RFC 9162 §2.1.3.2), which is signed as
      above. By its number in the log, each stood before the decision:

      """;

  private VerifyGuide() {}

  static String text(EvidenceFacts facts, Optional<HumanFiles> human, AuthorityFiles authority) {
    return """
    # How to check this package

    Decision of request %s. Nothing below needs a network or any software of ours.
    One thing must come from elsewhere: the key of the log. Compare `trust.policy` with what the
    organisation publishes:

        %s

    ## The seal and the log, with a Sigstore client

        cosign verify-blob --bundle decision.sigstore.json --key seal.pem \\
          --trusted-root trusted_root.json --insecure-ignore-sct decision.json

    or with node (`npm install @sigstore/verify @sigstore/bundle @sigstore/protobuf-specs`): give
    `Verifier` the key in `seal.pem`, `trusted_root.json` with `tlogThreshold: 1` and
    `timestampThreshold: 0`, the bundle, and the bytes of `decision.json`.

    ## The same with openssl alone

    The seal over the decision (ECDSA P-256):

        openssl dgst -sha256 -verify seal.pem -signature decision.sig decision.json

    The head of the log (Ed25519):

        openssl pkeyutl -verify -pubin -inkey log.pem -rawin -in checkpoint.txt -sigfile checkpoint.sig
    %s%s%s
    ## All of it, each step explained

        ./humanlayer verify PACKAGE.zip --key '%s'
    """
        .formatted(
            facts.request(),
            facts.log().vkey(),
            facts
                .stamp()
                .map(
                    it ->
                        """

                        When the head existed at the latest, by %s
                        (%s):

                            openssl ts -verify -data checkpoint.txt -in checkpoint.tsr -CAfile time-authority.pem
                        """
                            .formatted(
                                it.authority(),
                                it.trusted()
                                    ? "a time authority outside the installation"
                                    : "NOT a trusted time authority: the installation's own clock"))
                .orElse("\nNo time stamp covers this decision yet.\n"),
            human.map(VerifyGuide::people).orElse(""),
            right(authority),
            facts.log().vkey());
  }

  private static String right(AuthorityFiles authority) {
    if (authority.receipts().isEmpty()) {
      return "";
    }
    var text = new StringBuilder(RIGHT);
    authority
        .receipts()
        .keySet()
        .forEach(
            file ->
                text.append("    ./humanlayer verify --event ")
                    .append(file)
                    .append(" --key KEY\n"));
    return text.toString();
  }

  private static String people(HumanFiles human) {
    var text = new StringBuilder(DISCLOSED);
    human.signatures().keySet().stream()
        .map(HumanFiles::folder)
        .forEach(folder -> text.append(SIGNED.replace("FOLDER/", folder)));
    return text.toString();
  }
}
