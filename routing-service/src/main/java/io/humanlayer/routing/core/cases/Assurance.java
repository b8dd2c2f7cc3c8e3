package io.humanlayer.routing.core.cases;

/// How sure we are that the verdict came from this person, the weakest first: by a session of the
/// console that the Sentinel's own key has opened, by the key itself, or by the signature of a
/// passkey that knew them.
public enum Assurance {
  SESSION,
  KEY,
  PASSKEY
}
