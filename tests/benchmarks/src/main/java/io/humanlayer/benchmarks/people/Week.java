package io.humanlayer.benchmarks.people;

import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.core.matching.Fairness;
import io.humanlayer.routing.core.matching.Ranking;
import io.humanlayer.routing.core.matching.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// A week of 200 Sentinels in three shifts, six panels, everybody in one to three of them, and
/// cases at random instants, more by day than by night. Times are in seconds.
final class Week {

  static final int PEOPLE = 200;
  static final int PANELS = 6;
  private static final int DAY = 86_400;
  private static final int END = 7 * DAY;
  private static final int SHIFT = DAY / 3;
  private static final int CAPACITY = 3;
  private static final int FATIGUE = 4 * 3_600;
  private static final Duration LEFT = Duration.ofMinutes(30);

  /// Who of those who may is asked.
  enum Choice {
    RANKED,
    AT_RANDOM,
    FIRST_BY_ID
  }

  private static final class Person {
    final SentinelId id;
    final int shift;
    final int begins;
    final Set<Integer> panels = new HashSet<>();
    final int latency;
    final List<Integer> busyUntil = new ArrayList<>();
    final List<Integer> answered = new ArrayList<>();
    final double[] worked = new double[PANELS];
    int asked = -DAY;

    Person(int number, Random random) {
      id = new SentinelId("s-%03d".formatted(number));
      shift = number % 3;
      begins = shift * SHIFT;
      latency = 30 + random.nextInt(240);
      for (int i = 0; i <= random.nextInt(3); i++) {
        panels.add(random.nextInt(PANELS));
      }
    }

    boolean onDuty(int now) {
      return now % DAY >= begins && now % DAY < begins + SHIFT;
    }

    boolean free(int now) {
      busyUntil.removeIf(until -> until <= now);
      return busyUntil.size() < CAPACITY;
    }

    Workload load(int now) {
      answered.removeIf(at -> at < now - FATIGUE);
      return new Workload(
          id,
          busyUntil.size(),
          CAPACITY,
          Duration.ofSeconds(now - asked),
          Duration.ofSeconds(latency),
          panels.size(),
          answered.size());
    }
  }

  private final List<Person> people = new ArrayList<>();
  private final Random random;
  private final Choice choice;
  private int unserved;
  private int cases;

  Week(long seed, Choice choice) {
    this.random = new Random(seed);
    this.choice = choice;
    for (int i = 0; i < PEOPLE; i++) {
      people.add(new Person(i, random));
    }
  }

  Week run() {
    double now = 0;
    while (now < END) {
      boolean day = now % DAY >= SHIFT;
      now += -Math.log(1 - random.nextDouble()) * (day ? 20 : 40);
      arrive((int) now, random.nextInt(PANELS), 120 + random.nextInt(360));
    }
    return this;
  }

  private void arrive(int now, int panel, int work) {
    cases++;
    List<Person> can =
        people.stream()
            .filter(it -> it.panels.contains(panel) && it.onDuty(now) && it.free(now))
            .toList();
    if (can.isEmpty()) {
      unserved++;
      return;
    }
    Person chosen =
        switch (choice) {
          case FIRST_BY_ID -> can.getFirst();
          case AT_RANDOM -> can.get(random.nextInt(can.size()));
          case RANKED -> ranked(can, now);
        };
    chosen.asked = now;
    chosen.busyUntil.add(now + chosen.latency + work);
    chosen.answered.add(now);
    chosen.worked[panel] += work;
  }

  private static Person ranked(List<Person> can, int now) {
    SentinelId best =
        Ranking.order(can.stream().map(it -> it.load(now)).toList(), LEFT).getFirst().sentinel();
    return can.stream().filter(it -> it.id.equals(best)).findFirst().orElseThrow();
  }

  int cases() {
    return cases;
  }

  int unserved() {
    return unserved;
  }

  /// Of everybody's whole work in their available time, among those of one shift: who is asleep
  /// cannot be asked.
  double fairnessInShift(int shift) {
    return Fairness.jain(
        people.stream().filter(it -> it.shift == shift).map(Week::utilisation).toList());
  }

  /// Of the whole work of those who sit on a panel.
  double fairnessOfPanel(int panel) {
    return Fairness.jain(
        people.stream().filter(it -> it.panels.contains(panel)).map(Week::utilisation).toList());
  }

  double fairness() {
    return Fairness.jain(people.stream().map(Week::utilisation).toList());
  }

  private static double utilisation(Person person) {
    double worked = 0;
    for (double one : person.worked) {
      worked += one;
    }
    return worked / (7.0 * SHIFT);
  }
}
