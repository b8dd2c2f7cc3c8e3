package io.humanlayer.routing.core.schedules;

import io.humanlayer.kernel.SentinelId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a schedule comes to: the shifts of a span of time. Wall clocks become instants only here;
/// an hour that a spring night lacks is taken as the next, one that an autumn night has twice as
/// its first.
public final class Roster {

  private static final Comparator<Shift> ORDER =
      Comparator.comparing(Shift::from).thenComparing(Shift::layer);

  private final Schedule schedule;
  private final Function<Layer, List<LocalDateTime>> starts;

  /// @param starts when the shifts of a layer begin, all from its first to the end of whatever span
  ///   is asked for, so that they can be counted
  public Roster(Schedule schedule, Function<Layer, List<LocalDateTime>> starts) {
    this.schedule = schedule;
    this.starts = starts;
  }

  /// The shifts that touch `span`, in the order of their beginnings; none overlaps another of its
  /// layer.
  public List<Shift> shifts(Span span) {
    return schedule.layers().stream()
        .flatMap(layer -> shifts(layer, span))
        .filter(shift -> shift.until().isAfter(span.from()))
        .sorted(ORDER)
        .toList();
  }

  private Stream<Shift> shifts(Layer layer, Span span) {
    List<Shift> shifts = inTurn(layer, span);
    for (Substitution substitution : schedule.substitutions()) {
      shifts = shifts.stream().flatMap(shift -> substituted(shift, substitution)).toList();
    }
    for (Span quiet : quiet(span)) {
      shifts =
          shifts.stream()
              .flatMap(shift -> shift.without(quiet.from(), quiet.until()).stream())
              .toList();
    }
    return shifts.stream();
  }

  /// Whoever comes takes over: a shift ends at the latest where the next begins.
  private List<Shift> inTurn(Layer layer, Span span) {
    List<LocalDateTime> begins = starts.apply(layer);
    List<Shift> shifts = new ArrayList<>();
    for (int i = 0; i < begins.size(); i++) {
      Instant from = instant(begins.get(i));
      Instant until = instant(begins.get(i).plus(layer.length()));
      @Nullable Instant next = i + 1 < begins.size() ? instant(begins.get(i + 1)) : null;
      if (next != null && next.isBefore(until)) {
        until = next;
      }
      if (until.isAfter(from) && until.isAfter(span.from()) && from.isBefore(span.until())) {
        shifts.add(new Shift(layer.name(), layer.turnOf(i), from, until));
      }
    }
    return shifts;
  }

  private static Stream<Shift> substituted(Shift shift, Substitution substitution) {
    if (!substitution.touches(shift)) {
      return Stream.of(shift);
    }
    List<Shift> left = new ArrayList<>(shift.without(substitution.from(), substitution.until()));
    @Nullable SentinelId by = substitution.by();
    if (by != null) {
      left.add(shift.within(substitution.from(), substitution.until(), by));
    }
    return left.stream();
  }

  /// Every quiet night that could touch a shift which touches the span.
  private List<Span> quiet(Span span) {
    List<Span> nights = new ArrayList<>();
    LocalDate first = day(span.from().minus(Layer.LONGEST));
    LocalDate last = day(span.until().plus(Layer.LONGEST));
    for (QuietHours hours : schedule.quiet()) {
      for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
        LocalDate end = hours.until().isAfter(hours.from()) ? day : day.plusDays(1);
        Instant from = instant(day.atTime(hours.from()));
        Instant until = instant(end.atTime(hours.until()));
        if (until.isAfter(from)) {
          nights.add(new Span(from, until));
        }
      }
    }
    return nights;
  }

  private LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, schedule.zone());
  }

  private Instant instant(LocalDateTime local) {
    ZoneId zone = schedule.zone();
    return local.atZone(zone).toInstant();
  }
}
