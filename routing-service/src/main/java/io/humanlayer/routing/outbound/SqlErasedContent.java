package io.humanlayer.routing.outbound;

import io.humanlayer.eventing.Journal;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.routing.app.ErasedContent;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Jdbi;

/// In PostgreSQL: the journal's events keep their facts, the reasons lose text and salt.
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
                  "update reason set salt = null, code = null, text = null where case_id = :id")
              .bind("id", request.value())
              .execute();
        });
  }
}
