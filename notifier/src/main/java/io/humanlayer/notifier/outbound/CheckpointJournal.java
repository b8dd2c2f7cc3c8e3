package io.humanlayer.notifier.outbound;

import io.humanlayer.eventing.Inbox;
import io.humanlayer.eventing.Journal;
import io.humanlayer.kernel.Uuids;
import io.humanlayer.notifier.app.AnnounceCheckpoints;
import io.humanlayer.notifier.wire.CheckpointAvro;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Enters the heads of logs into the journal, each log a stream of its own.
@ApplicationScoped
public class CheckpointJournal implements AnnounceCheckpoints {

  private static final UUID STREAMS = UUID.fromString("6f7d1a52-0c7e-5a0f-9a53-1f7f3f0e8b44");

  private final Jdbi jdbi;
  private final Journal journal;

  public CheckpointJournal(Jdbi jdbi, Journal journal) {
    this.jdbi = jdbi;
    this.journal = journal;
  }

  @Override
  public void announce(List<Announcement> announcements) {
    jdbi.useTransaction(
        handle -> announcements.forEach(announcement -> enter(handle, announcement)));
  }

  private void enter(Handle handle, Announcement announcement) {
    var cause = announcement.cause();
    if (Inbox.firstTime(handle, cause.reader(), cause.messageId())) {
      var checkpoint = announcement.checkpoint();
      journal.appendNext(
          handle,
          Uuids.v5(STREAMS, checkpoint.origin()),
          List.of(CheckpointAvro.write(checkpoint)),
          cause);
    }
  }
}
