package io.humanlayer.routing.core.cases;

/// How sure we are that the verdict came from this person: by the Sentinel's own key, or by a
/// session of the console that the key has opened.
public enum Assurance {
  KEY,
  SESSION
}
