package io.humanlayer.policy.outbound;

import io.humanlayer.policy.app.PolicySeal;
import io.humanlayer.policy.core.policy.PolicyRef;
import io.humanlayer.proof.MalformedException;
import io.humanlayer.proof.NoteSigner;
import io.humanlayer.proof.SignedNote;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Signs as a C2SP signed note whose text is the number and the digest, so that a stock tool can
/// verify a policy. The key is derived from the deployment's master key: every instance has it, and
/// none stores it.
@Singleton
public final class NoteSeal implements PolicySeal {

  private static final String NAME = "humanlayer.policy";
  private static final String PURPOSE = "humanlayer policy signing v1";
  private static final String FORM = "humanlayer.policy/v1";

  private final NoteSigner signer;

  public NoteSeal(@ConfigProperty(name = "humanlayer.master-key") String masterKey) {
    this.signer = new NoteSigner(NAME, seed(masterKey));
  }

  private static byte[] seed(String masterKey) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(masterKey), "HmacSHA256"));
      return mac.doFinal(PURPOSE.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  @Override
  public String sign(PolicyRef policy, String digest) {
    return signer.sign(text(policy, digest)).signatures().getFirst().line();
  }

  @Override
  public boolean verifies(PolicyRef policy, String digest, String signature) {
    try {
      return SignedNote.parse(text(policy, digest) + "\n" + signature + "\n")
          .isSignedBy(signer.verifier());
    } catch (MalformedException e) {
      return false;
    }
  }

  @Override
  public String verifierKey() {
    return signer.verifier().vkey();
  }

  private static String text(PolicyRef policy, String digest) {
    return String.join(
            "\n",
            FORM,
            policy.organisation().value(),
            policy.layer().word(),
            policy.name(),
            Integer.toString(policy.number()),
            digest)
        + "\n";
  }
}
