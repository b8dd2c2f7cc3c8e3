package io.humanlayer.routing.core.cases;

/// How sure we are that the verdict came from this person, the weakest first: by a session of the
/// console that the Sentinel's own key has opened, or by the key itself.
public enum Assurance {
  SESSION,
  KEY
}
