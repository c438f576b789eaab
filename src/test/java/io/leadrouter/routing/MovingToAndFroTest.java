package io.leadrouter.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.Command;
import io.leadrouter.domain.GroupState;
import io.leadrouter.domain.Presence;
import io.leadrouter.domain.RepSeat;
import io.leadrouter.policy.Policy;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** A rep whom somebody moves to and fro faster than the groups hear of it from each other. */
class MovingToAndFroTest {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

  private final Map<String, Desk> desks = new HashMap<>();
  private final Map<String, RepSeat> seats = new HashMap<>();

  /** What the groups have sent each other, by whom it is for, in the order in which it was sent. */
  private final Map<String, Queue<Command>> mail =
      Map.of("north", new ArrayDeque<>(), "south", new ArrayDeque<>());

  MovingToAndFroTest() throws Exception {
    Policy policy =
        Policy.parse(
            "test.yaml",
            """
            id: test
            groups: [north, south]
            pools:
              north: {group: north, members: 'true'}
              south: {group: south, members: 'true'}
            rules: [{id: rest, otherwise: true, routes: [{pool: north}]}]
            """,
            1);
    for (String group : mail.keySet()) {
      desks.put(
          group,
          Desk.open(
              group,
              GroupState.NEW,
              List.of(),
              List.of(),
              List.of(),
              Optional.of(policy),
              leadId -> Optional.empty(),
              repId -> Optional.empty()));
    }
  }

  @Test
  void isInTheLastGroupWithTheLastDataHoweverLateItIsSentAfterIt() {
    tell("north", "north", 0, 1);
    tell("north", "south", 1, 2);
    deliver("south");
    tell("south", "north", 2, 3);
    // It is on its way to the north when this is heard:
    tell("north", "south", 3, 4);
    tell("south", "south", 3, 5);
    tell("south", "north", 4, 6);
    tell("north", "south", 5, 7);
    // Sent after it to the north, which it will have left by then.
    tell("south", "south", 5, 8);

    deliver("north");
    deliver("north");
    deliver("south");
    deliver("south");

    assertThat(mail.get("north")).isEmpty();
    assertThat(mail.get("south")).isEmpty();
    assertThat(seats.get("north").presence()).isEqualTo(Presence.MOVED);
    assertThat(seats.get("north").movedTo()).isEqualTo("south");
    assertThat(seats.get("south").presence()).isEqualTo(Presence.HERE);
    assertThat(seats.get("south").version()).isEqualTo(8);
  }

  /** As it is sent to a group when the rep's data changes. */
  private void tell(String to, String group, int moves, long version) {
    decide(
        to,
        new Command.RepChanged(
            "ana", Optional.of(RepSheet.rep("ana").in(group).rep()), moves, version, Map.of()));
  }

  private void deliver(String to) {
    decide(to, mail.get(to).remove());
  }

  private void decide(String group, Command command) {
    Verdict verdict = desks.get(group).decide(command, Optional.empty(), "", NOW);
    verdict.seats().forEach(seat -> seats.put(group, seat));
    for (Output output : verdict.outputs()) {
      if (output instanceof Output.Forwarded sent) {
        mail.get(sent.group()).add(sent.command());
      }
    }
  }
}
