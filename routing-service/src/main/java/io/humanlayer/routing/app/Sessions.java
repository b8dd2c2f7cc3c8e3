package io.humanlayer.routing.app;

import io.humanlayer.routing.core.sentinels.Sentinel;
import java.time.Instant;
import java.util.Optional;

/// Who is signed in to the console.
public interface Sessions {

  /// One session.
  ///
  /// @param sentinel the record that the register holds now
  /// @param formToken what every form of the session must carry
  record Session(Sentinel sentinel, String formToken) {}

  /// Begins a session, kept by the hash of its id.
  void begin(String hash, Sentinel sentinel, String formToken, Instant until);

  /// The session with this hash, if it has not ended and its Sentinel is active.
  Optional<Session> find(String hash, Instant at);

  void end(String hash);
}
