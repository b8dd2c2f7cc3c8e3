package io.humanlayer.ledger.outbound;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The statement of a search: driven by the first term, newest first, so that a page costs what a
/// page has, however long the log is.
final class SearchSql {

  private static final String COLUMNS = "select d.idx, e.event_id, d.document from ";

  private static final String JOINED =
      """
      ledger_document d
      join ledger_entry e on e.log_id = d.log_id and e.idx = d.idx
      join ledger_log l on l.id = d.log_id
      """;

  private static final String WHERE =
      """
       where l.origin = :origin and d.idx < least(:before, l.checkpoint_size) and d.kind <> :sealed
        and d.occurred_at >= :from and d.occurred_at < :to
      """;

  private SearchSql() {}

  static String of(int terms) {
    String also =
        IntStream.range(1, terms)
            .mapToObj(
                i ->
                    " and exists (select 1 from ledger_term o where o.log_id = d.log_id"
                        + " and o.term = :term"
                        + i
                        + " and o.idx = d.idx)")
            .collect(Collectors.joining());
    return terms == 0
        ? COLUMNS + JOINED + WHERE + " order by d.idx desc limit :limit"
        : COLUMNS
            + JOINED
            + " join ledger_term t on t.log_id = l.id and t.idx = d.idx"
            + WHERE
            + " and t.term = :term0 and t.idx < :before"
            + also
            + " order by t.idx desc limit :limit";
  }
}
