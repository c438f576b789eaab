package io.leadrouter.routing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which of those who wait for a rep are to be placed again because something else is true of the
 * rep now: it has gone, or another stands in for it. A rep's seat knows that they have not all
 * been; a desk that is opened begins with the first of them again. Not thread-safe.
 */
final class AskingAgain {

  private final Roster roster;
  private final LeadBook book;
  private final SortedMap<String, Deque<String>> unfinished = new TreeMap<>();

  AskingAgain(Roster roster, LeadBook book) {
    this.roster = roster;
    this.book = book;
    roster.seats().stream().filter(Seat::asksAgain).forEach(this::begin);
  }

  void begin(Seat seat) {
    Lines lines = book.lines();
    List<Waiting> all = new ArrayList<>();
    for (String name : lines.waitingForRep(seat.repId())) {
      lines.line(name).ifPresent(line -> all.addAll(line.all()));
    }
    if (!all.isEmpty()) {
      all.sort(Waiting.BEST_FIRST);
      unfinished.put(seat.repId(), new ArrayDeque<>(all.stream().map(Waiting::leadId).toList()));
      roster.asksAgain(seat, true);
    }
  }

  boolean pending() {
    return !unfinished.isEmpty();
  }

  /** A lead to be placed again, and why; the best one first. */
  Optional<Next> next() {
    while (pending()) {
      Seat seat = roster.seat(unfinished.firstKey()).orElseThrow();
      Deque<String> left = unfinished.get(seat.repId());
      while (!left.isEmpty()) {
        String leadId = left.remove();
        if (waitsFor(seat, leadId)) {
          return Optional.of(new Next(leadId, seat.belongs() ? "stand-in" : "rep-left"));
        }
      }
      unfinished.remove(seat.repId());
      roster.asksAgain(seat, false);
    }
    return Optional.empty();
  }

  /** Whether the lead still does, for this rep alone or for one of several. */
  private boolean waitsFor(Seat seat, String leadId) {
    return book.waiting(leadId)
        .filter(waiting -> LineName.repsOf(waiting.line()).contains(seat.repId()))
        .isPresent();
  }

  record Next(String leadId, String reason) {}
}
