package io.leadrouter.routing;

import io.leadrouter.domain.Command;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Commands on their way, as on a topic: those of one sender to one group keep their order, others
 * overtake each other as they like.
 */
final class Mail {

  /** A command with what a topic would carry along. */
  record Letter(String group, Command command, String eventId) {}

  private final Map<String, Deque<Letter>> ways = new TreeMap<>();

  void send(String sender, String group, Command command, String eventId) {
    ways.computeIfAbsent(sender + ">" + group, way -> new ArrayDeque<>())
        .add(new Letter(group, command, eventId));
  }

  /** Ways on which something is. */
  List<String> used() {
    return ways.entrySet().stream()
        .filter(way -> !way.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The next of a way; empty: there is nothing on it. */
  Optional<Letter> next(String way) {
    return Optional.ofNullable(ways.get(way)).map(Deque::poll);
  }

  Stream<Command> onTheWay() {
    return new ArrayList<>(ways.values()).stream().flatMap(Deque::stream).map(Letter::command);
  }
}
