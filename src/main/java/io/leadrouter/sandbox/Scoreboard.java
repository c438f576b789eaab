package io.leadrouter.sandbox;

import io.leadrouter.domain.Assignment;
import io.leadrouter.domain.AssignmentStatus;
import io.leadrouter.domain.Conversion;
import io.leadrouter.domain.ConversionResult;
import io.leadrouter.domain.Rep;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Who got how many leads, from the assignments and conversions of this run. Not thread-safe. */
final class Scoreboard {

  private final Map<String, Line> lines = new TreeMap<>();
  private final Map<String, String> holders = new HashMap<>();

  Scoreboard(List<Rep> reps) {
    reps.forEach(rep -> lines.put(rep.repId(), new Line(rep.group(), rep.weight(), cap(rep))));
  }

  void assigned(Assignment assignment) {
    if (assignment.test()) {
      return; // It took no turn and no room.
    }
    String before = holders.remove(assignment.leadId());
    if (before != null) {
      line(before, assignment.group()).open--;
    }
    if (assignment.status() == AssignmentStatus.ASSIGNED) {
      holders.put(assignment.leadId(), assignment.repId());
      Line line = line(assignment.repId(), assignment.group());
      line.open++;
      line.assigned++;
    }
  }

  void concluded(Conversion conversion) {
    if (conversion.result() == ConversionResult.CONVERTED && !conversion.repId().isEmpty()) {
      line(conversion.repId(), conversion.group()).won++;
    }
  }

  /** A heading and a line for each rep, by group. */
  List<String> table() {
    List<String> table = new ArrayList<>();
    table.add("rep        group  weight  assigned  open now  open cap  converted");
    lines.entrySet().stream()
        .sorted(
            Map.Entry.<String, Line>comparingByValue(Comparator.comparing(line -> line.group))
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(
            entry -> {
              Line line = entry.getValue();
              table.add(
                  "%-9s  %-5s  %6d  %8d  %8d  %8s  %9d"
                      .formatted(
                          entry.getKey(),
                          line.group,
                          line.weight,
                          line.assigned,
                          line.open,
                          line.cap,
                          line.won));
            });
    return table;
  }

  private Line line(String repId, String group) {
    return lines.computeIfAbsent(repId, unknown -> new Line(group, 0, "?"));
  }

  private static String cap(Rep rep) {
    OptionalInt cap = rep.caps().openLeads();
    return cap.isPresent() ? Integer.toString(cap.getAsInt()) : "pool's";
  }

  private static final class Line {

    private final String group;
    private final int weight;
    private final String cap;
    private int assigned;
    private int open;
    private int won;

    Line(String group, int weight, String cap) {
      this.group = group;
      this.weight = weight;
      this.cap = cap;
    }
  }
}
