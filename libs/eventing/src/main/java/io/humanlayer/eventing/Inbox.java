package io.humanlayer.eventing;

import java.time.Duration;
import org.jdbi.v3.core.Handle;

/// Which messages have had their effect. The row commits with the effect, so after a crash the
/// message either has both or neither.
public final class Inbox {

  /// Past the retention of every topic (30 days) nothing can be delivered again.
  public static final Duration RETENTION = Duration.ofDays(31);

  private Inbox() {}

  /// Whether this message has its effect now for the first time; notes that it had.
  public static boolean firstTime(Handle handle, String reader, String messageId) {
    return handle
            .createUpdate(
                "insert into inbox (reader, message_id) values (:reader, :id)"
                    + " on conflict do nothing")
            .bind("reader", reader)
            .bind("id", messageId)
            .execute()
        == 1;
  }

  /// Forgets what no topic can deliver any more; returns how many.
  public static int prune(Handle handle) {
    return handle
        .createUpdate("delete from inbox where seen_at < now() - make_interval(days => :days)")
        .bind("days", (int) RETENTION.toDays())
        .execute();
  }
}
