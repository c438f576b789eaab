package io.leadrouter.routing;

import io.leadrouter.domain.Command;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
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

  Optional<Letter> any(RandomGenerator random) {
    List<String> used =
        ways.entrySet().stream()
            .filter(way -> !way.getValue().isEmpty())
            .map(Map.Entry::getKey)
            .toList();
    return used.isEmpty()
        ? Optional.empty()
        : Optional.of(ways.get(used.get(random.nextInt(used.size()))).remove());
  }

  Stream<Command> onTheWay() {
    return new ArrayList<>(ways.values()).stream().flatMap(Deque::stream).map(Letter::command);
  }
}
