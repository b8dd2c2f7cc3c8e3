package io.humanlayer.ledger.core.audit;

import java.util.List;

/// What came of re-reading a whole log.
///
/// @param entries how many were read
/// @param findings empty if everything is as it was signed
public record AuditReport(String origin, long entries, List<Finding> findings) {

  public AuditReport {
    findings = List.copyOf(findings);
  }

  public boolean clean() {
    return findings.isEmpty();
  }
}
