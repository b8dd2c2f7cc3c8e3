package io.humanlayer.ledger;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Someone with every right over the database, who takes away what protects the rows, changes them
/// and puts the protection back.
record Administrator(Jdbi jdbi) {

  private static final List<String> TABLES =
      List.of(
          "ledger_log",
          "ledger_entry",
          "ledger_document",
          "ledger_term",
          "ledger_tile",
          "ledger_checkpoint");

  /// Runs `statement` in the log of `org`; `$log` stands for its number.
  void tamper(String org, String... statements) {
    jdbi.useTransaction(
        handle -> {
          protection(handle, "disable", "grant update, delete, truncate on %s to current_user");
          int log =
              handle
                  .createQuery("select id from ledger_log where org = :org")
                  .bind("org", org)
                  .mapTo(Integer.class)
                  .one();
          for (String statement : statements) {
            handle.execute(statement.replace("$log", Integer.toString(log)));
          }
          protection(handle, "enable", "revoke truncate on %s from current_user");
        });
  }

  /// Takes the log of `org` back to what a backup over its first `size` entries has.
  void restore(String org, int partition, long size, long offset) {
    tamper(
        org,
        "delete from ledger_entry where log_id = $log and idx >= " + size,
        "delete from ledger_document where log_id = $log and idx >= " + size,
        "delete from ledger_term where log_id = $log and idx >= " + size,
        "delete from ledger_tile where log_id = $log and (n + 1) * (256 ^ (level + 1)) > " + size,
        "delete from ledger_checkpoint where log_id = $log and size > " + size,
        "update ledger_log set next_index = %d, checkpoint_size = %d where id = $log"
            .formatted(size, size),
        "update ledger_source set next_offset = %d where part = %d".formatted(offset, partition));
  }

  private static void protection(Handle handle, String switched, String rights) {
    for (String table : TABLES) {
      handle.execute("alter table %s %s trigger user".formatted(table, switched));
      handle.execute(rights.formatted(table));
    }
  }
}
