package io.leadrouter.routing;

import static io.leadrouter.routing.Guarantees.byLoad;
import static io.leadrouter.routing.Guarantees.later;
import static io.leadrouter.routing.Guarantees.pool;
import static io.leadrouter.routing.Guarantees.route;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.ScoredLead;
import io.leadrouter.policy.Policy;
import io.leadrouter.policy.Pool;
import io.leadrouter.policy.Route;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who is chosen for a lead, and who waits. */
final class ChoiceGuarantees {

  private ChoiceGuarantees() {}

  /**
   * Nobody who is full, off shift, on holiday or on leave, is not in the pool, or lacks what the
   * route asks for; of those whom a route names, the first who can take the lead, or whoever stands
   * in. By the router, that is; what a person gives by hand or reopens is there whatever the cap.
   */
  static final class OnlyThoseWhoMayTakeALeadGetIt implements Guarantee {
    @Override
    public void chose(Choosing choosing) {
      assertThat(choosing.candidates())
          .as("who may take %s", choosing.decision().leadId())
          .contains(choosing.chosen());
    }
  }

  /** The router gives nobody a lead while the lead may not be contacted, on its own clock. */
  static final class NobodyIsCalledAtNight implements Guarantee {
    @Override
    public void chose(Choosing choosing) {
      if (choosing.decision().reason().equals("escalated")) {
        return; // for somebody to look at
      }
      Instant now = choosing.decision().decidedAt();
      Policy policy = choosing.replay().policy().orElseThrow();
      assertThat(mayBeContacted(choosing.lead(), policy, now))
          .as("contact hours of %s at %s", choosing.decision().leadId(), now)
          .isTrue();
    }
  }

  private static boolean mayBeContacted(ScoredLead lead, Policy policy, Instant now) {
    return policy.conduct().contactHours(lead.lead()).map(hours -> hours.include(now)).orElse(true);
  }

  /** A new lead gets nobody for whom another waits, and the best of a line comes first. */
  static final class NobodyInLineIsPassedOver implements Guarantee {
    private List<Choosing> chosen = new ArrayList<>();

    @Override
    public void chose(Choosing choosing) {
      if (choosing.inTurn()) {
        chosen.add(choosing);
      }
    }

    @Override
    public void after(Scene scene) {
      List<Choosing> all = chosen;
      chosen = new ArrayList<>();
      if (scene.before().policy.equals(scene.after().policy)) {
        all.forEach(choosing -> look(choosing, scene));
      }
    }

    private static void look(Choosing choosing, Scene scene) {
      OpenLead served = scene.before().leads.get(choosing.decision().leadId());
      String reason = choosing.decision().reason();
      for (OpenLead other : scene.before().leads.values()) {
        if (stillWaits(other, scene.after()) && couldTake(choosing, other)) {
          assertThat(reason).as("why %s was passed over", other.leadId()).isNotEqualTo("submitted");
          if (reason.equals("from-line") && other.step().line().equals(served.step().line())) {
            assertThat(served.step().rank())
                .as("rank of %s, before %s", served.leadId(), other.leadId())
                .isGreaterThanOrEqualTo(other.step().rank());
          }
        }
      }
    }

    private static boolean stillWaits(OpenLead lead, Branch after) {
      OpenLead now = after.leads.get(lead.leadId());
      return lead.status() == LeadStatus.WAITING && lead.equals(now);
    }

    private static boolean couldTake(Choosing choosing, OpenLead other) {
      Policy policy = choosing.replay().policy().orElseThrow();
      if (other.lead().policyVersion() != policy.version()
          || other.previousReps().contains(choosing.chosen())
          || !mayBeContacted(other.lead(), policy, choosing.decision().decidedAt())) {
        return false;
      }
      Route route = route(other, policy);
      if (choosing.route().beyondCaps() && !route.beyondCaps()) {
        return false; // whom nobody else could be given
      }
      return Replay.pool(route, other.lead(), policy)
          .filter(pool -> pool.id().equals(choosing.decision().choice().pool()))
          .filter(pool -> choosing.replay().suits(route, other.lead(), choosing.chosen()))
          .isPresent();
    }
  }

  /** Nobody who could take a waiting lead by its present route is left idle. */
  static final class NobodyWaitsInVain implements Guarantee {
    @Override
    public void after(Scene scene) {
      Optional<Policy> policy = scene.after().policy;
      if (policy.isEmpty() || scene.eventId().equals(Business.UNREADABLE)) {
        return; // nobody is placed by what is wrong
      }
      Instant now = later(scene.after().state.now(), scene.business().now());
      for (OpenLead lead : scene.after().leads.values()) {
        if (lead.status() == LeadStatus.WAITING) {
          assertThat(lead.lead().policyVersion()).isEqualTo(policy.get().version());
          assertThat(lead.step().until().filter(until -> !until.isAfter(now))).isEmpty();
          assertThat(route(lead, policy.get()))
              .isNotInstanceOfAny(Route.Reject.class, Route.Nurture.class);
          if (mayBeContacted(lead.lead(), policy.get(), now)) {
            assertThat(takers(lead, policy.get(), scene, now))
                .as("who could take %s, which waits in %s", lead.leadId(), lead.step().line())
                .isEmpty();
          }
        }
      }
    }

    private static List<String> takers(OpenLead lead, Policy policy, Scene scene, Instant now) {
      assertThat(lead.step().line()).isNotEqualTo(LineName.CONTACT_HOURS);
      Replay replay = scene.replay();
      Route route = route(lead, policy);
      Optional<Pool> pool = Replay.pool(route, lead.lead(), policy);
      if (pool.isPresent()) {
        assertThat(pool.get().group()).isEqualTo(scene.after().name);
        return replay.candidates(pool.get(), route, lead.lead(), lead.previousReps(), now);
      }
      return replay.named(route, lead.lead(), lead.step().referral(), now).stream()
          .filter(rep -> !lead.previousReps().contains(rep))
          .filter(rep -> replay.mayTake(rep, Optional.empty(), route, now))
          .toList();
    }
  }

  /** For what each may hold, of all who could take the lead; then whoever has waited longest. */
  static final class TheLeastLoadedIsNext implements Guarantee {
    @Override
    public void chose(Choosing choosing) {
      if (choosing.inTurn() && byLoad(choosing)) {
        for (String other : choosing.candidates()) {
          int fuller = Double.compare(share(choosing, other), share(choosing, choosing.chosen()));
          assertThat(fuller)
              .as("%s, beside %s, who was chosen", other, choosing.chosen())
              .isNotNegative();
          if (fuller == 0) {
            assertThat(choosing.replay().lastReceipt(choosing.chosen()))
                .as("last lead of %s, who was chosen and not %s", choosing.chosen(), other)
                .isBeforeOrEqualTo(choosing.replay().lastReceipt(other));
          }
        }
      }
    }

    private static double share(Choosing choosing, String repId) {
      Replay replay = choosing.replay();
      int load = replay.load(repId, choosing.decision().decidedAt());
      int capacity = replay.capacity(repId, pool(choosing)).orElse(100);
      return capacity == 0 ? load + 1 : load / (double) capacity;
    }
  }
}
