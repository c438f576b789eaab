package io.leadrouter.routing;

import static io.leadrouter.routing.Guarantees.decisions;
import static io.leadrouter.routing.Guarantees.later;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.Command;
import io.leadrouter.domain.Decision;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.LeadOutcome;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.RepSeat;
import io.leadrouter.domain.Silence;
import io.leadrouter.policy.Calendar;
import io.leadrouter.policy.Hours;
import io.leadrouter.policy.MissedTouch;
import io.leadrouter.policy.Policy;
import io.leadrouter.policy.Pool;
import io.leadrouter.policy.Stay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What always holds of the time that reps have to do something with a lead. */
final class SlaGuarantees {

  private SlaGuarantees() {}

  /**
   * Nobody keeps a lead beyond its time and two minutes who has not accepted it, or not contacted
   * the person where the policy takes it back then, as soon as the group has looked at the clock;
   * and nobody loses one before. Whoever has little time left is warned once, and in time. The time
   * is what the pool said when the lead was assigned, or begins again when it is first delivered;
   * where the connector reports deliveries, it does not begin before, and nothing is missed while
   * the connector says nothing of a lead that it was given, nor before it has had its say again.
   */
  static final class NobodySitsOnALead implements Guarantee {

    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

    /** One of the two times of a lead. */
    private static final class Term {
      private final Stay stay;
      private final Optional<Duration> untilWarning;
      private Instant by;
      private Optional<Instant> warnAt;
      private final boolean awaitsDelivery;
      private boolean delivered;
      private boolean warned;

      Term(Stay stay, Pool pool, Instant since, Hours own, boolean awaitsDelivery) {
        this.awaitsDelivery = awaitsDelivery;
        this.stay = stay;
        Duration within = stay.waitFor().orElseThrow();
        untilWarning = pool.warnBefore().map(ahead -> within.minus(ahead.of(within)));
        by = passed(within, stay.clock(), own, since);
        warnAt = untilWarning.map(time -> passed(time, stay.clock(), own, since));
      }

      boolean runs() {
        return delivered || !awaitsDelivery;
      }

      void delivered(Instant at, Optional<Policy> policy, Optional<Hours> own, Instant now) {
        Optional<Calendar> clock =
            stay.clock().flatMap(known -> policy.flatMap(p -> p.calendar(known.id())));
        boolean known =
            stay.ofRep() ? own.isPresent() : stay.clock().isEmpty() || clock.isPresent();
        boolean keepsPromise = !known && !awaitsDelivery;
        if (!delivered && !keepsPromise) {
          Hours hours = own.orElse(Hours.ALWAYS);
          by = later(by, passed(stay.waitFor().orElseThrow(), clock, hours, at));
          warnAt =
              untilWarning
                  .map(time -> passed(time, clock, hours, at))
                  .map(other -> later(warnAt.orElseThrow(), other));
          by = awaitsDelivery ? later(by, now) : by;
        }
        delivered = true;
      }

      private Instant passed(Duration time, Optional<Calendar> clock, Hours own, Instant since) {
        return stay.ofRep()
            ? own.passed(since, time)
            : new Stay(Optional.of(time), clock).until(since).orElseThrow();
      }
    }

    /** What a group hears of its connector. */
    private static final class Ear {
      private Instant delivery = Instant.MIN;
      private Instant anything = Instant.MIN;
      private Instant again = Instant.MIN;

      /** Since when leads are to be delivered. */
      private final Map<String, Instant> given = new HashMap<>();

      boolean tellsOfDelivery(Optional<Policy> policy, Instant now) {
        return policy.isPresent()
            && switch (policy.get().conduct().clockStarts()) {
              case ASSIGNMENT -> false;
              case DELIVERY -> true;
              case DELIVERY_IF_REPORTED -> delivery.isAfter(now.minus(Duration.ofDays(7)));
            };
      }

      private boolean silent(Optional<Policy> policy, Instant now) {
        return tellsOfDelivery(policy, now)
            && given.values().stream()
                .anyMatch(at -> !at.isBefore(anything) && !at.isAfter(now.minus(TWO_MINUTES)));
      }

      void hears(Disposition disposition, Optional<Policy> policy, Instant now) {
        again = silent(policy, now) ? now : again;
        anything = now;
        delivery = disposition == Disposition.DELIVERED ? now : delivery;
      }

      boolean hasHeard(Optional<Policy> policy, Instant now) {
        return !silent(policy, now) && !again.isAfter(now.minus(TWO_MINUTES));
      }
    }

    private final Map<String, Ear> ears = new HashMap<>();
    private final Map<String, Term> accept = new HashMap<>();
    private final Map<String, Term> touch = new HashMap<>();

    /** By lead: when whoever got it last from the router worked then. */
    private final Map<String, Hours> own = new HashMap<>();

    @Override
    public void chose(Choosing choosing) {
      own.put(choosing.decision().leadId(), choosing.replay().hours(choosing.chosen()));
    }

    @Override
    public void after(Scene scene) {
      Optional<Policy> policy = scene.before().policy;
      Ear ear = ears.computeIfAbsent(scene.after().name, any -> new Ear());
      Instant now = later(scene.after().state.now(), scene.business().now());
      boolean hadHeard = ear.hasHeard(policy, now);
      boolean told = false;
      for (Decision decision : decisions(scene.verdict()).toList()) {
        if (decision.kind() == DecisionKind.POLICY_ACTIVATED) {
          policy = scene.after().policy;
        }
        if (!told && isOfReport(decision, scene)) {
          told = true;
          ear.hears(report(scene).disposition(), policy, now);
        }
        follow(decision, scene, policy, ear);
      }
      boolean looks = hadHeard && ear.hasHeard(policy, now);
      if (looks && !scene.eventId().equals(Business.UNREADABLE)) {
        for (OpenLead lead : scene.after().leads.values()) {
          if (lead.status() == LeadStatus.ASSIGNED) {
            // What a report has made due is done with the next look at the clock.
            boolean reported =
                scene.command().filter(Command.OutcomeReported.class::isInstance).isPresent();
            look(accept.get(lead.leadId()), lead, now, reported);
            look(touch.get(lead.leadId()), lead, now, reported);
          }
        }
      }
    }

    private static boolean isOfReport(Decision decision, Scene scene) {
      return scene.command().filter(Command.OutcomeReported.class::isInstance).isPresent()
          && decision.eventId().equals(scene.eventId());
    }

    private static LeadOutcome report(Scene scene) {
      return ((Command.OutcomeReported) scene.command().orElseThrow()).outcome();
    }

    private void follow(Decision decision, Scene scene, Optional<Policy> policy, Ear ear) {
      String leadId = decision.leadId();
      Instant now = decision.decidedAt();
      switch (decision.kind()) {
        case ASSIGNED -> {
          forget(leadId);
          ear.given.remove(leadId);
          if (!decision.choice().strategy().isEmpty() && !decision.test()) {
            ear.given.put(leadId, now);
          }
          String from = decision.choice().pool();
          if (!from.isEmpty() && !decision.choice().strategy().isEmpty()) {
            Pool pool = policy.orElseThrow().pools().get(from);
            boolean awaits = ear.tellsOfDelivery(policy, now);
            Hours hours = own.getOrDefault(leadId, Hours.ALWAYS);
            begin(accept, leadId, pool.acceptWithin(), pool, now, hours, awaits);
            begin(touch, leadId, pool.firstTouchWithin(), pool, now, hours, awaits);
          }
        }
        case OUTCOME_RECORDED -> {
          switch (decision.disposition().orElseThrow()) {
            case ACCEPTED -> {
              accept.remove(leadId);
              ear.given.remove(leadId);
              Optional.ofNullable(touch.get(leadId))
                  .filter(term -> !term.runs())
                  .ifPresent(term -> hands(term, decision, scene, policy));
            }
            case CONTACTED, QUALIFIED -> {
              forget(leadId);
              ear.given.remove(leadId);
            }
            case DELIVERED -> {
              ear.given.remove(leadId);
              Stream.of(accept, touch)
                  .flatMap(terms -> Optional.ofNullable(terms.get(leadId)).stream())
                  .forEach(term -> hands(term, decision, scene, policy));
            }
            default -> {}
          }
        }
        case SLA_WARNING -> {
          Term term = of(decision.reason()).get(leadId);
          assertThat(term).as("%s has an end that is warned of", leadId).isNotNull();
          assertThat(term.runs()).as("%s was delivered", leadId).isTrue();
          assertThat(ear.hasHeard(policy, now)).as("an acceptance would be heard of").isTrue();
          assertThat(term.warned).as("%s is warned of before", leadId).isFalse();
          assertThat(now)
              .as("time to warn of %s", leadId)
              .isBetween(term.warnAt.orElseThrow(), term.by);
          term.warned = true;
        }
        case SLA_BREACHED -> {
          assertThat(decision.reason()).isEqualTo("first-touch-by");
          missed(touch.remove(leadId), decision, ear.hasHeard(policy, now));
          assertThat(takesBack(policy)).as("%s stays with who missed it", leadId).isFalse();
        }
        case REVOKED -> {
          if (decision.reason().equals("not-accepted")) {
            missed(accept.get(leadId), decision, ear.hasHeard(policy, now));
          } else if (decision.reason().equals("not-contacted")) {
            missed(touch.get(leadId), decision, ear.hasHeard(policy, now));
            assertThat(takesBack(policy)).as("%s is taken from who missed it", leadId).isTrue();
          }
          forget(leadId);
          ear.given.remove(leadId);
        }
        case CLOSED, SUPPRESSED, ERASED, HANDED_OVER, REOPENED -> {
          forget(leadId);
          ear.given.remove(leadId);
        }
        default -> {}
      }
    }

    private static Instant occurred(Scene scene, Instant now) {
      Instant at = report(scene).occurredAt();
      return at.isAfter(now) ? now : at;
    }

    /** The rep has got the lead, who works when the group knows that it does. */
    private static void hands(Term term, Decision decision, Scene scene, Optional<Policy> policy) {
      Optional<Hours> own =
          Optional.ofNullable(scene.after().seats.get(decision.choice().repId()))
              .flatMap(RepSeat::rep)
              .map(rep -> Replay.hours(rep, policy));
      Instant now = decision.decidedAt();
      term.delivered(occurred(scene, now), policy, own, now);
    }

    private static void begin(
        Map<String, Term> terms,
        String leadId,
        Stay stay,
        Pool pool,
        Instant now,
        Hours own,
        boolean awaits) {
      if (stay.waitFor().isPresent()) {
        terms.put(leadId, new Term(stay, pool, now, own, awaits));
      }
    }

    private Map<String, Term> of(String deadline) {
      return deadline.equals("accept-by") ? accept : touch;
    }

    private void forget(String leadId) {
      accept.remove(leadId);
      touch.remove(leadId);
    }

    private static boolean takesBack(Optional<Policy> policy) {
      return policy
          .filter(p -> p.conduct().onFirstTouchMissed() == MissedTouch.TAKE_BACK)
          .isPresent();
    }

    private static void missed(Term term, Decision decision, boolean heard) {
      assertThat(heard).as("what was done about %s would be heard of", decision.leadId()).isTrue();
      assertThat(term).as("%s has an end that is missed", decision.leadId()).isNotNull();
      assertThat(term.runs()).as("%s was delivered", decision.leadId()).isTrue();
      assertThat(term.by.plus(TWO_MINUTES))
          .as("end of the time of %s, which is missed", decision.leadId())
          .isBeforeOrEqualTo(decision.decidedAt());
    }

    private static void look(Term term, OpenLead lead, Instant now, boolean reported) {
      if (term != null && term.runs() && !reported) {
        assertThat(term.by.plus(TWO_MINUTES))
            .as("end of the time of %s for %s", lead.holding().repId(), lead.leadId())
            .isAfter(now);
        if (now.isBefore(term.by) && !term.warned) {
          assertThat(term.warnAt.orElse(Instant.MAX))
              .as("when %s is warned of %s", lead.holding().repId(), lead.leadId())
              .isAfter(now);
        }
      }
    }
  }

  /**
   * Who lets several leads in a row pass is paused, and nobody else; until it says something, its
   * data is changed, or the pause is over.
   */
  static final class WhoIsSilentGetsNothingForAWhile implements Guarantee {
    @Override
    public void after(Scene scene) {
      assertThat(scene.replay().owesAPause()).as("who is to be paused").isEmpty();
      Instant now = later(scene.after().state.now(), scene.business().now());
      for (RepSeat seat : scene.after().seats.values()) {
        Silence told = scene.replay().silence(seat.repId());
        assertThat(seat.silence().inARow())
            .as("what %s let pass in a row", seat.repId())
            .isEqualTo(told.inARow());
        assertThat(seat.silence().pausedUntil().filter(now::isBefore))
            .as("pause of %s", seat.repId())
            .isEqualTo(told.pausedUntil().filter(now::isBefore));
      }
      // What time had made due comes first, and the command may end the pause at once.
      boolean mayEnd =
          scene
              .command()
              .filter(
                  command ->
                      command instanceof Command.RepChanged
                          || command instanceof Command.RoomChanged
                          || command instanceof Command.OutcomeReported)
              .isPresent();
      decisions(scene.verdict())
          .filter(decision -> decision.reason().equals("paused-for-silence") && !mayEnd)
          .forEach(
              decision ->
                  assertThat(scene.replay().silence(decision.choice().repId()).pausedUntil())
                      .as("%s has been silent so often", decision.choice().repId())
                      .isPresent());
    }
  }

  /**
   * A lead that a rep let pass counts as if it held it until its time and no longer, once, into
   * whichever group the rep moves.
   */
  static final class WhatIsLetPassCountsForAWhile implements Guarantee {

    private static final Set<String> LET_PASS = Set.of("not-accepted", "not-contacted");

    /** By rep. */
    private final Map<String, List<Instant>> expected = new TreeMap<>();

    private Instant latest = Instant.MIN;

    @Override
    public void after(Scene scene) {
      latest = later(latest, later(scene.after().state.now(), scene.business().now()));
      decisions(scene.verdict())
          .filter(decision -> decision.kind() == DecisionKind.REVOKED)
          .filter(decision -> LET_PASS.contains(decision.reason()))
          .forEach(decision -> letPass(decision, scene));
      Map<String, List<Instant>> counted = new TreeMap<>();
      for (Branch branch : scene.business().branches.values()) {
        branch.seats.values().forEach(seat -> count(counted, seat.repId(), seat.silence()));
      }
      scene
          .business()
          .mail
          .onTheWay()
          .forEach(
              command -> {
                if (command instanceof Command.RepHandedOver handed) {
                  count(counted, handed.rep().repId(), handed.silence());
                } else if (command instanceof Command.RoomChanged room) {
                  List<Instant> one = room.countsUntil().stream().toList();
                  count(counted, room.repId(), new Silence(0, Optional.empty(), one));
                }
              });
      assertThat(counted).as("what counts though it is taken back").isEqualTo(stillCounting());
    }

    private void letPass(Decision decision, Scene scene) {
      String repId = decision.choice().repId();
      Policy policy = scene.before().policy.orElse(scene.after().policy.orElseThrow());
      // What became a test lead after it was given took room all the same.
      OpenLead held = scene.before().leads.get(decision.leadId());
      if (held.holding().units() > 0) {
        policy
            .conduct()
            .patience()
            .expiredCountsFor()
            .ifPresent(
                time ->
                    expected
                        .computeIfAbsent(repId, any -> new ArrayList<>())
                        .add(decision.decidedAt().plus(time)));
      }
    }

    private void count(Map<String, List<Instant>> counted, String repId, Silence silence) {
      for (Instant until : silence.countedUntil()) {
        if (until.isAfter(latest)) {
          counted.computeIfAbsent(repId, any -> new ArrayList<>()).add(until);
          counted.get(repId).sort(Instant::compareTo);
        }
      }
    }

    private Map<String, List<Instant>> stillCounting() {
      expected.values().forEach(all -> all.removeIf(until -> !until.isAfter(latest)));
      expected.values().removeIf(List::isEmpty);
      expected.values().forEach(all -> all.sort(Instant::compareTo));
      return expected;
    }
  }

  /**
   * Before anybody has to look, a lead goes to whom the policy names, if one of them can take it.
   */
  static final class SomebodyIsToldOfWhatManyHad implements Guarantee {
    @Override
    public void gaveUp(Decision decision, List<String> couldHaveTaken) {
      assertThat(couldHaveTaken).as("who could have been told of %s", decision.leadId()).isEmpty();
    }
  }
}
