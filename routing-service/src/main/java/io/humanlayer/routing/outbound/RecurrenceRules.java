package io.humanlayer.routing.outbound;

import io.humanlayer.routing.app.Recurrences;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.RfcMode;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;

/// Recurrence rules by lib-recur, in floating time: which instants they are is decided elsewhere.
@ApplicationScoped
public class RecurrenceRules implements Recurrences {

  @Override
  public List<LocalDateTime> occurrences(String rule, LocalDateTime start, LocalDateTime until) {
    RecurrenceRuleIterator iterator = iterator(rule, start);
    List<LocalDateTime> found = new ArrayList<>();
    while (iterator.hasNext()) {
      LocalDateTime next = local(iterator.nextDateTime());
      if (!next.isBefore(until)) {
        break;
      }
      found.add(next);
      if (found.size() > MAX) {
        throw new IllegalArgumentException("the rule strikes more than " + MAX + " times");
      }
    }
    return found;
  }

  private static RecurrenceRuleIterator iterator(String rule, LocalDateTime start) {
    try {
      return new RecurrenceRule(rule, RfcMode.RFC5545_STRICT).iterator(floating(start));
    } catch (InvalidRecurrenceRuleException | IllegalArgumentException e) {
      throw new IllegalArgumentException("no recurrence rule of RFC 5545: " + e.getMessage(), e);
    }
  }

  /// Its months begin at zero.
  private static DateTime floating(LocalDateTime at) {
    return new DateTime(
        at.getYear(),
        at.getMonthValue() - 1,
        at.getDayOfMonth(),
        at.getHour(),
        at.getMinute(),
        at.getSecond());
  }

  private static LocalDateTime local(DateTime at) {
    return LocalDateTime.of(
        at.getYear(),
        at.getMonth() + 1,
        at.getDayOfMonth(),
        at.getHours(),
        at.getMinutes(),
        at.getSeconds());
  }
}
