package io.humanlayer.notifier.outbound;

import io.humanlayer.eventing.Journal;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.notifier.app.ErasedContent;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Jdbi;

/// In PostgreSQL: the journal's events keep their facts, deliveries that are over lose what was
/// sent.
@ApplicationScoped
public class SqlErasedContent implements ErasedContent {

  private final Jdbi jdbi;
  private final Journal journal;

  public SqlErasedContent(Jdbi jdbi, Journal journal) {
    this.jdbi = jdbi;
    this.journal = journal;
  }

  @Override
  public void erase(RequestId request) {
    jdbi.useTransaction(
        handle -> {
          journal.eraseContent(handle, request.toString());
          handle
              .createUpdate(
                  "update delivery set body = null, url = '' where request_id = :id and status <>"
                      + " 'pending'")
              .bind("id", request.value())
              .execute();
        });
  }
}
