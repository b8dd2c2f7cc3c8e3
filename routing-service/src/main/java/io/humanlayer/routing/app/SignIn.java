package io.humanlayer.routing.app;

import io.humanlayer.routing.app.Sessions.Session;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.web.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who is there: a Sentinel by their key, or by the session that the key has opened. Only hashes
/// are kept, so a copy of the database lets nobody in.
@ApplicationScoped
public class SignIn {

  public static final Duration SESSION = Duration.ofHours(8);
  public static final String KEY_PREFIX = "hls_";

  private static final int TOKEN_BYTES = 32;

  private final Sentinels sentinels;
  private final Sessions sessions;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  public SignIn(Sentinels sentinels, Sessions sessions, Clock clock) {
    this.sentinels = sentinels;
    this.sessions = sessions;
    this.clock = clock;
  }

  /// The Sentinel who holds `key`.
  public Optional<Sentinel> byKey(@Nullable String key) {
    return key != null && key.startsWith(KEY_PREFIX)
        ? sentinels.byKey(Tokens.hash(key))
        : Optional.empty();
  }

  /// Begins a session for the holder of `key` and returns its id; empty if nobody holds it.
  public Optional<String> begin(@Nullable String key) {
    return byKey(key)
        .map(
            sentinel -> {
              String id = token();
              sessions.begin(Tokens.hash(id), sentinel, token(), clock.instant().plus(SESSION));
              return id;
            });
  }

  public Optional<Session> session(@Nullable String id) {
    return id == null || id.isEmpty()
        ? Optional.empty()
        : sessions.find(Tokens.hash(id), clock.instant());
  }

  public void end(String id) {
    sessions.end(Tokens.hash(id));
  }

  /// A new key, to be shown once.
  public String newKey() {
    return KEY_PREFIX + token();
  }

  private String token() {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
