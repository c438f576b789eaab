package io.leadrouter.bench;

import io.leadrouter.domain.Caps;
import io.leadrouter.domain.Command;
import io.leadrouter.domain.Company;
import io.leadrouter.domain.Consent;
import io.leadrouter.domain.DataQuality;
import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.GroupState;
import io.leadrouter.domain.Lead;
import io.leadrouter.domain.LeadChange;
import io.leadrouter.domain.LeadOutcome;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.Owners;
import io.leadrouter.domain.Person;
import io.leadrouter.domain.Rep;
import io.leadrouter.domain.RepStatus;
import io.leadrouter.domain.Score;
import io.leadrouter.domain.ScoredLead;
import io.leadrouter.policy.InvalidPolicyException;
import io.leadrouter.policy.Policy;
import io.leadrouter.routing.Desk;
import io.leadrouter.routing.Verdict;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** One group's desk with what it has stored, in memory: its reps, and the leads that they hold. */
final class SalesFloor {

  private static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private final Map<String, OpenLead> leads = new HashMap<>();
  private final Desk desk;
  private int outcomes;

  /** With nobody there yet. */
  SalesFloor(String policy) throws InvalidPolicyException {
    desk =
        Desk.open(
            "g",
            GroupState.NEW,
            List.of(),
            List.of(),
            List.of(),
            Optional.of(Policy.parse("bench.yaml", policy, 1)),
            leadId -> Optional.ofNullable(leads.get(leadId)),
            repId -> Optional.empty());
  }

  /** Somebody comes who may hold so many leads. */
  void employ(String repId, RepStatus status, int openLeads, int weight, Set<String> languages) {
    Rep rep =
        new Rep(
            repId,
            "",
            "",
            "g",
            status,
            weight,
            Caps.openLeads(OptionalInt.of(openLeads)),
            OptionalInt.empty(),
            Set.of(),
            languages,
            Set.of(),
            Set.of(),
            BERLIN,
            "",
            List.of(),
            List.of(),
            "");
    decide(new Command.RepChanged(repId, Optional.of(rep), 0, 1, Map.of()));
  }

  /** A lead as the first half of the router hands it on. */
  static Command lead(String leadId, String language, double points) {
    Lead lead =
        new Lead(
            leadId,
            "event",
            "web",
            "spring",
            NOW,
            Person.UNKNOWN,
            Company.UNKNOWN,
            "DE",
            "",
            "",
            language,
            "",
            "",
            "",
            Consent.GRANTED,
            "",
            Map.of(),
            false);
    ScoredLead scored =
        new ScoredLead(
            lead,
            Optional.empty(),
            new DataQuality(1, List.of()),
            new Score(points, points, 0, "C", 3, List.of()),
            1,
            NOW);
    return new Command.LeadSubmitted(
        scored, LeadChange.NEW, "rest", NOW, Optional.empty(), List.of(), Owners.NONE, 1, 0);
  }

  /** That the lead is lost: whoever holds it has room for another. */
  Command lost(String leadId) {
    return new Command.OutcomeReported(
        new LeadOutcome(
            leadId,
            "o" + ++outcomes,
            OptionalInt.empty(),
            OptionalInt.empty(),
            "",
            Disposition.LOST,
            "",
            Optional.empty(),
            NOW),
        1,
        0);
  }

  /** A decision; nothing of it is stored yet. */
  Verdict decide(Command command) {
    return desk.decide(command, Optional.empty(), "event", NOW);
  }

  /** What Kafka Streams does with it. */
  void store(Verdict verdict) {
    leads.putAll(verdict.leads());
  }

  /**
   * As if the person had asked for it. That the lead was erased stays on disk in a router; here it
   * would fill the memory of a long run.
   */
  void forget(String leadId) {
    decide(new Command.LeadWithdrawn(leadId, "event", true, 2));
    leads.remove(leadId);
  }

  int waiting() {
    return desk.waiting();
  }
}
