package io.humanlayer.policy.core.requirement;

/// Who may not decide, whatever their qualification.
public enum Exclusion {
  REQUESTER,
  AGENT_OWNER,
  AGENT_AUTHOR,
  PAYEE
}
