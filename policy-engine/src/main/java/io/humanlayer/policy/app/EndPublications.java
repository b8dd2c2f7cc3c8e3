package io.humanlayer.policy.app;

import io.humanlayer.policy.app.Publications.Decision;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/// Does what humans decided about publications.
@Singleton
public final class EndPublications {

  private static final Logger LOG = Logger.getLogger(EndPublications.class);

  private final Publications publications;

  public EndPublications(Publications publications) {
    this.publications = publications;
  }

  /// Each decision has its effect once; those about no publication of ours have none.
  public void decided(List<Decision> decisions) {
    for (var decided : decisions) {
      publications
          .decided(decided)
          .ifPresent(ending -> LOG.infof("publication %s: %s", decided.actionDigest(), ending));
    }
  }
}
