package io.humanlayer.policy.app;

import io.humanlayer.policy.core.catalogue.OperationEntry;
import io.humanlayer.policy.core.feedback.Suggestion;
import java.util.List;

/// Writes suggestions down as policies.
public interface PolicyDrafts {

  /// A policy that nobody has published.
  ///
  /// @param tests the names of the tests that were written for what it changes
  record Draft(String text, List<String> tests) {
    public Draft {
      tests = List.copyOf(tests);
    }
  }

  /// `document`, canonical, with what `suggestion` changes.
  ///
  /// @param example which test of the document hits the rule that is concerned; -1 for none
  Draft write(String document, Suggestion suggestion, OperationEntry operation, int example);
}
