package io.leadrouter.routing;

import static io.leadrouter.routing.Guarantees.decisions;
import static io.leadrouter.routing.Guarantees.pool;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.Command;
import io.leadrouter.domain.Decision;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.Holding;
import io.leadrouter.domain.LeadCounts;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.PoolTally;
import io.leadrouter.domain.Presence;
import io.leadrouter.domain.RepSeat;
import io.leadrouter.policy.Pool;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Room: what reps and pools hold, got and may have. */
final class RoomGuarantees {

  private RoomGuarantees() {}

  /** Open, unaccepted, and by the hour, day, week and month, the rep's own or the pool's. */
  static final class RoomIsWhatIsLeftUnderEveryCap implements Guarantee {
    @Override
    public void chose(Choosing choosing) {
      Replay replay = choosing.replay();
      Decision decision = choosing.decision();
      Optional<Pool> pool =
          Optional.ofNullable(replay.policy().orElseThrow().pools().get(decision.choice().pool()));
      assertThat(decision.choice().candidates())
          .allSatisfy(
              candidate ->
                  assertThat(candidate.room())
                      .as("room of %s", candidate.repId())
                      .isEqualTo(replay.room(candidate.repId(), pool, decision.decidedAt())));
    }
  }

  /** Whatever becomes of a lead, and into whichever group its rep moves, the day's count stays. */
  static final class WhatARepGotStaysCounted implements Guarantee {
    @Override
    public void after(Scene scene) {
      for (RepSeat seat : scene.after().seats.values()) {
        LeadCounts counts = seat.counts();
        assertThat(new LeadCounts(counts.hour(), counts.day(), counts.week(), counts.month()))
            .as("what %s got", seat.repId())
            .isEqualTo(scene.replay().counts(seat.repId()));
        Instant now = scene.after().state.now();
        List<List<Instant>> latest = scene.replay().latest(seat, now);
        assertThat(latest.get(1)).as("when %s got it", seat.repId()).isEqualTo(latest.get(0));
      }
    }
  }

  /**
   * Also what goes by hand from member to member; and it is counted once while a cap asks for it,
   * whatever becomes of the lead.
   */
  static final class WhatAPoolGaveStaysItsOwn implements Guarantee {
    @Override
    public void after(Scene scene) {
      Map<String, LeadCounts> stored = new TreeMap<>();
      scene
          .after()
          .tallies
          .forEach((pool, tally) -> stored.put(pool, withoutTimes(tally.counts())));
      assertThat(stored).as("what pools gave").isEqualTo(scene.replay().poolCounts());
      Instant now = scene.after().state.now();
      for (PoolTally tally : scene.after().tallies.values()) {
        List<List<Instant>> latest = scene.replay().latest(tally, now);
        assertThat(latest.get(1)).as("when %s gave it", tally.pool()).isEqualTo(latest.get(0));
      }
      for (Decision decision : decisions(scene.verdict()).toList()) {
        OpenLead after = scene.after().leads.get(decision.leadId());
        boolean last =
            decision.kind() == DecisionKind.ASSIGNED
                && after.status() == LeadStatus.ASSIGNED
                && after.attempt() == decision.attempt()
                && after.cycle() == decision.cycle();
        if (last) {
          assertThat(after.holding().pool())
              .as("pool of %s", after.leadId())
              .isEqualTo(decision.choice().pool());
        }
      }
      for (OpenLead before : scene.before().leads.values()) {
        OpenLead after = scene.after().leads.get(before.leadId());
        boolean given =
            before.status() == LeadStatus.ASSIGNED
                && after.status() == LeadStatus.ASSIGNED
                && after.holding().byHand()
                && after.attempt() == before.attempt() + 1
                && decisions(scene.verdict()).noneMatch(said -> takesBack(said, before));
        Optional<Pool> pool =
            scene.after().policy.map(policy -> policy.pools().get(before.holding().pool()));
        if (given && pool.filter(any -> any.group().equals(scene.after().name)).isPresent()) {
          boolean member = scene.replay().member(pool.get(), after.holding().repId());
          assertThat(after.holding().pool())
              .as("pool of %s, which %s got by hand", after.leadId(), after.holding().repId())
              .isEqualTo(member ? pool.get().id() : "");
        }
      }
    }

    /** Then it goes by hand from nobody, whose time was over a moment before. */
    private static boolean takesBack(Decision said, OpenLead lead) {
      return said.kind() == DecisionKind.REVOKED && said.leadId().equals(lead.leadId());
    }

    private static LeadCounts withoutTimes(LeadCounts counts) {
      return new LeadCounts(counts.hour(), counts.day(), counts.week(), counts.month());
    }
  }

  /** A rep's load is what it holds, wherever the lead's home is and whatever is on its way. */
  static final class RoomIsTakenAndGivenBackOnce implements Guarantee {
    @Override
    public void after(Scene scene) {
      Map<String, Integer> loads = new HashMap<>();
      Map<String, Integer> unaccepted = new HashMap<>();
      for (Branch branch : scene.business().branches.values()) {
        for (RepSeat seat : branch.seats.values()) {
          loads.merge(seat.repId(), seat.load(), Integer::sum);
          unaccepted.merge(seat.repId(), seat.unaccepted(), Integer::sum);
        }
        for (OpenLead lead : branch.leads.values()) {
          Holding holding = lead.holding();
          assertThat(holding.units()).isBetween(0, lead.status() == LeadStatus.ASSIGNED ? 1 : 0);
          if (holding.units() > 0) {
            loads.merge(holding.repId(), -holding.units(), Integer::sum);
            boolean touched =
                holding.acceptedAt().isPresent() || holding.firstTouchAt().isPresent();
            unaccepted.merge(holding.repId(), touched ? 0 : -1, Integer::sum);
          }
        }
      }
      scene
          .business()
          .mail
          .onTheWay()
          .forEach(
              command -> {
                if (command instanceof Command.RoomChanged room) {
                  loads.merge(room.repId(), room.units(), Integer::sum);
                  unaccepted.merge(room.repId(), room.unaccepted(), Integer::sum);
                } else if (command instanceof Command.RepHandedOver handed) {
                  loads.merge(handed.rep().repId(), handed.load(), Integer::sum);
                  unaccepted.merge(handed.rep().repId(), handed.unaccepted(), Integer::sum);
                }
              });
      assertThat(loads.values())
          .as("load beyond what is held: %s", loads)
          .allMatch(difference -> difference == 0);
      assertThat(unaccepted.values())
          .as("unaccepted beyond what is held so: %s", unaccepted)
          .allMatch(difference -> difference == 0);
      for (RepSeat seat : scene.after().seats.values()) {
        assertThat(seat.load())
            .as("load of %s by the decisions", seat.repId())
            .isEqualTo(scene.replay().load(seat.repId()));
        assertThat(seat.unaccepted())
            .as("unaccepted of %s by the decisions", seat.repId())
            .isEqualTo(scene.replay().unaccepted(seat.repId()));
        if (seat.presence() == Presence.HERE) {
          assertThat(seat.load()).as("load of %s", seat.repId()).isNotNegative();
          if (nothingIsOnItsWayTo(seat.repId(), scene)) {
            assertThat(seat.unaccepted())
                .as("unaccepted of %s", seat.repId())
                .isBetween(0, seat.load());
          }
        } else if (seat.presence() == Presence.MOVED) {
          assertThat(seat.load()).isZero();
          assertThat(seat.unaccepted()).isZero();
        }
      }
    }

    /** What was accepted may come later than that it was given back, by way of another group. */
    private static boolean nothingIsOnItsWayTo(String repId, Scene scene) {
      return scene
          .business()
          .mail
          .onTheWay()
          .noneMatch(
              command -> command instanceof Command.RoomChanged room && room.repId().equals(repId));
    }
  }
}
