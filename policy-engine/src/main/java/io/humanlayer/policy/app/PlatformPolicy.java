package io.humanlayer.policy.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.policy.core.policy.Layer;
import io.humanlayer.policy.core.policy.PolicyRef;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;

/// The policy by which an Organisation changes its policies. Each one gets it with its first own.
@Singleton
public final class PlatformPolicy {

  public static final String NAME = "platform";

  private static final String RESOURCE = "policies/platform.yaml";
  private static final String AUTHOR = "humanlayer";

  private final CheckPolicy checking;
  private final PolicyArchive archive;

  public PlatformPolicy(CheckPolicy checking, PolicyArchive archive) {
    this.checking = checking;
    this.archive = archive;
  }

  /// Puts it in force unless a number of it is.
  void ensure(OrganisationId organisation, Instant at) {
    boolean there =
        archive.enforced(organisation).stream()
            .anyMatch(policy -> policy.layer() == Layer.PLATFORM && policy.name().equals(NAME));
    if (there) {
      return;
    }
    String text = text().replace("{organisation}", organisation.value());
    if (!(checking.check(text) instanceof CheckPolicy.Result.Sound sound)) {
      throw new IllegalStateException("the platform's own policy is flawed");
    }
    var document = sound.document();
    var numbered =
        archive.store(
            new PolicyArchive.Manuscript(
                organisation,
                Layer.PLATFORM,
                NAME,
                document.digest(),
                document.canonical(),
                text,
                AUTHOR),
            at);
    archive.bindFirst(new PolicyRef(organisation, Layer.PLATFORM, NAME, numbered.number()), at);
  }

  static String text() {
    try (InputStream in =
        Objects.requireNonNull(
            PlatformPolicy.class.getClassLoader().getResourceAsStream(RESOURCE), RESOURCE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
