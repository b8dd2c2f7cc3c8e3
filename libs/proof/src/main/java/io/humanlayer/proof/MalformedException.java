package io.humanlayer.proof;

import java.io.Serial;

/// The text or bytes are not the one valid encoding of what they should be. The message says what
/// was wrong, in words fit for the person who brought the document.
public final class MalformedException extends IllegalArgumentException {

  @Serial private static final long serialVersionUID = 1L;

  public MalformedException(String message) {
    super(message);
  }
}
