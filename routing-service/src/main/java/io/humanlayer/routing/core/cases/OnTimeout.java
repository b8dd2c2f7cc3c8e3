package io.humanlayer.routing.core.cases;

/// What policy wishes to happen when nobody decides in time.
///
/// Silence denies, whatever is wished: neither a second panel nor leave by silence exists, and a
/// wish that cannot be met is not an approval. The Decision says in its reason what was wished.
public enum OnTimeout {
  DENY,
  REFER,
  ALLOW
}
