package io.leadrouter.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.LedgerEntry;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a rotation does at the ends of its range. */
class RotationTest {

  @Test
  void aRepAwayForMillionsOfTurnsMayChangeItsWeightAndIsLiftedWhenItReturns() {
    long virtualTime = 1_000_000_000 * Rotation.TURN;
    Rotation rotation = new Rotation("r", virtualTime);
    Ticket ticket = new Ticket("r", Seat.unheardOf("ana", () -> Instant.EPOCH), 10_000, 0, 0);
    LedgerEntry entry = rotation.reweigh(ticket, 1).orElseThrow();
    assertThat(entry.after()).isLessThan(virtualTime);
    assertThat(rotation.lift(ticket)).isPresent();
    assertThat(ticket.tag).isEqualTo(virtualTime);
  }
}
