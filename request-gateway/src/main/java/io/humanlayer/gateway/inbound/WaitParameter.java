package io.humanlayer.gateway.inbound;

import io.humanlayer.gateway.app.AwaitDecision;
import io.humanlayer.web.Problem;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How long a caller wants to wait: `?wait=25`, or `Prefer: wait=25` (RFC 7240 §4.3).
final class WaitParameter {

  private static final Pattern PREFER = Pattern.compile("(?:^|[,;\\s])wait=\"?(\\d{1,6})\"?");
  private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");

  private WaitParameter() {}

  /// The time asked for, cut to the longest allowed; none if nothing is asked.
  static Duration read(@Nullable String query, @Nullable String prefer) {
    if (query != null) {
      if (!SECONDS.matcher(query).matches()) {
        throw Problem.invalid("", "The parameter wait is a whole number of seconds.").asException();
      }
      return bounded(query);
    }
    if (prefer != null) {
      var matcher = PREFER.matcher(prefer);
      if (matcher.find()) {
        return bounded(matcher.group(1));
      }
    }
    return Duration.ZERO;
  }

  private static Duration bounded(String seconds) {
    var wait = Duration.ofSeconds(Long.parseLong(seconds));
    return wait.compareTo(AwaitDecision.MAX_WAIT) > 0 ? AwaitDecision.MAX_WAIT : wait;
  }
}
