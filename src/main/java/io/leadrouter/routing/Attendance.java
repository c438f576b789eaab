package io.leadrouter.routing;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The members of a pool who are there, with room or without, in the order of its strategy: for
 * leads that go beyond caps. Not thread-safe.
 */
final class Attendance {

  private final Bench bench;
  private final Queue queue;
  private final Map<String, Member> members = new HashMap<>();

  Attendance(Bench bench, Strategy strategy, Set<String> fieldsAsked) {
    this.bench = bench;
    this.queue = new Queue(strategy, fieldsAsked);
  }

  Queue queue() {
    return queue;
  }

  /**
   * @param obstacle what keeps the rep from leads within caps
   */
  void refresh(Ticket ticket, Optional<Obstacle> obstacle) {
    String repId = ticket.seat.repId();
    if (obstacle.filter(Obstacle::away).isPresent()) {
      leave(repId);
    } else if (members.containsKey(repId)) {
      moved(repId);
    } else {
      Member member = new Member(bench, ticket);
      member.obstacle = Optional.empty();
      members.put(repId, member);
      queue.enter(member);
    }
  }

  void leave(String repId) {
    Member member = members.remove(repId);
    if (member != null) {
      queue.exit(member);
    }
  }

  void moved(String repId) {
    Member member = members.get(repId);
    if (member != null) {
      queue.move(member);
    }
  }
}
