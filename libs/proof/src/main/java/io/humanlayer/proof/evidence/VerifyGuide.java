package io.humanlayer.proof.evidence;

/// How to check an evidence package with tools that we did not write.
final class VerifyGuide {

  private VerifyGuide() {}

  static String text(EvidenceFacts facts) {
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
    %s
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
            facts.log().vkey());
  }
}
