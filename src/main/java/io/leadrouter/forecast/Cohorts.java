package io.leadrouter.forecast;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The leads of a dimension by the day they were submitted on: at which age, in days, how many
 * became open and how many were won, lost or left. What it costs grows with days and probability
 * bins, not with leads.
 */
final class Cohorts {

  /** Older than this no lead is counted. */
  static final int OLDEST = 400;

  private static final List<Measure> FLOWS =
      List.of(Measure.ENTERED, Measure.WON, Measure.GONE, Measure.LEFT);

  /** What happened to the leads of one day and bin at one age. */
  record Flow(int age, int bin, long entered, long won, long gone, long left) {

    long exits() {
      return won + gone + left;
    }

    private Flow and(Flow more) {
      return new Flow(
          age, bin, entered + more.entered, won + more.won, gone + more.gone, left + more.left);
    }
  }

  /** Told step by step how many leads are open, and what becomes of them. */
  interface Walk {

    /**
     * @param open leads of the bin that are open at that age, with those that become so then
     * @param flow what happens to them then; null: nothing
     */
    void step(int day, int age, int bin, long open, Flow flow);
  }

  /** Told how many leads are open in the end. */
  interface Remainder {
    void open(int age, int bin, long open);
  }

  private final List<Cohort> cohorts = new ArrayList<>();

  private record Cohort(int day, List<Flow> flows) {}

  private Cohorts() {}

  static Cohorts of(Figures figures) {
    Cohorts cohorts = new Cohorts();
    for (int day : figures.days()) {
      List<Flow> flows = flows(figures, day);
      if (!flows.isEmpty()) {
        cohorts.cohorts.add(new Cohort(day, flows));
      }
    }
    return cohorts;
  }

  private static List<Flow> flows(Figures figures, int day) {
    List<Flow> flows = new ArrayList<>();
    for (Measure measure : FLOWS) {
      figures.on(day, measure).forEach((cell, count) -> flows.add(flow(cell, count)));
    }
    flows.sort(Comparator.comparingInt(Flow::age).thenComparingInt(Flow::bin));
    List<Flow> merged = new ArrayList<>(flows.size());
    for (Flow flow : flows) {
      int last = merged.size() - 1;
      if (last >= 0 && merged.get(last).age == flow.age && merged.get(last).bin == flow.bin) {
        merged.set(last, merged.get(last).and(flow));
      } else {
        merged.add(flow);
      }
    }
    return merged;
  }

  private static Flow flow(Cell cell, long count) {
    return switch (cell.measure()) {
      case ENTERED -> new Flow(cell.size(), cell.bin(), count, 0, 0, 0);
      case WON -> new Flow(cell.size(), cell.bin(), 0, count, 0, 0);
      case GONE -> new Flow(cell.size(), cell.bin(), 0, 0, count, 0);
      case LEFT -> new Flow(cell.size(), cell.bin(), 0, 0, 0, count);
      default -> throw new IllegalArgumentException("no flow: " + cell.measure());
    };
  }

  boolean isEmpty() {
    return cohorts.isEmpty();
  }

  /** The first day on which a lead became open. */
  int firstDay() {
    return cohorts.stream()
        .mapToInt(cohort -> cohort.day + cohort.flows.get(0).age)
        .min()
        .orElse(Integer.MAX_VALUE);
  }

  /** Goes through every day on which leads were open, before today. */
  void walk(int today, Walk walk) {
    for (Cohort cohort : cohorts) {
      walk(cohort, today, walk, (age, bin, open) -> {});
    }
  }

  /** The leads that are open now, by age and bin. */
  void open(int today, Remainder remainder) {
    for (Cohort cohort : cohorts) {
      walk(cohort, today, (day, age, bin, open, flow) -> {}, remainder);
    }
  }

  private static void walk(Cohort cohort, int today, Walk walk, Remainder remainder) {
    long[] open = new long[Chance.BINS + 1];
    int[] used = new int[Chance.BINS + 1];
    int bins = 0;
    long total = 0;
    int next = 0;
    List<Flow> flows = cohort.flows;
    Flow[] here = new Flow[Chance.BINS + 1];
    int last = Math.min(OLDEST, today - cohort.day);
    for (int age = flows.get(0).age; age <= last; age++) {
      int from = next;
      for (; next < flows.size() && flows.get(next).age <= age; next++) {
        Flow flow = flows.get(next);
        here[flow.bin] = flow;
        if (open[flow.bin] == 0 && !contains(used, bins, flow.bin)) {
          used[bins++] = flow.bin;
        }
        open[flow.bin] += flow.entered;
        total += flow.entered;
      }
      if (cohort.day + age < today) {
        for (int i = 0; i < bins; i++) {
          int bin = used[i];
          if (open[bin] != 0 || here[bin] != null) {
            walk.step(cohort.day + age, age, bin, open[bin], here[bin]);
          }
        }
      }
      for (int i = from; i < next; i++) {
        Flow flow = flows.get(i);
        here[flow.bin] = null;
        open[flow.bin] -= flow.exits();
        total -= flow.exits();
      }
      if (total == 0 && next == flows.size()) {
        return;
      }
    }
    if (today - cohort.day <= OLDEST) {
      for (int i = 0; i < bins; i++) {
        if (open[used[i]] > 0) {
          remainder.open(today - cohort.day, used[i], open[used[i]]);
        }
      }
    }
  }

  private static boolean contains(int[] bins, int size, int bin) {
    for (int i = 0; i < size; i++) {
      if (bins[i] == bin) {
        return true;
      }
    }
    return false;
  }
}
