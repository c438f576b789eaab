package io.leadrouter.topology;

import io.leadrouter.domain.Command;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.Holder;
import io.leadrouter.domain.LeadChange;
import io.leadrouter.domain.LeadOutcome;
import io.leadrouter.domain.LeadOwner;
import io.leadrouter.domain.LeadState;
import io.leadrouter.domain.Owners;
import io.leadrouter.domain.Standing;
import io.leadrouter.intake.Identities;
import io.leadrouter.policy.Rule;
import io.leadrouter.routing.Destination;
import io.leadrouter.routing.OwnerDirectory;
import io.leadrouter.routing.RepDirectory;
import io.leadrouter.topology.Sighting.Scored;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Finds the rule and with it the group. A lead that has a home goes there whatever the rule says:
 * its home knows how it stands, and hands it on if it has to. A new one that a rep has already goes
 * to that rep's group.
 */
final class MatchRules extends IntakeProcessor<Scored> {

  private LeadStates states;
  private RepDirectory directory;
  private OwnerDirectory owners;

  MatchRules(IntakeParts parts) {
    super(parts);
  }

  @Override
  public void init(ProcessorContext<String, Object> context) {
    super.init(context);
    states = leadStates();
    ReadOnlyKeyValueStore<String, String> groups = context.getStateStore(StateStores.DIRECTORY);
    ReadOnlyKeyValueStore<String, LeadOwner> holders = context.getStateStore(StateStores.OWNERS);
    owners = key -> Optional.ofNullable(holders.get(key));
    directory = repId -> Optional.ofNullable(groups.get(repId));
  }

  @Override
  public void process(Record<String, Scored> record) {
    Scored scored = record.value();
    LeadState state = scored.sighting().state();
    Rule rule = scored.policy().match(scored.lead(), scored.sighting().now());
    List<String> identities = Identities.of(scored.sighting().lead(), pseudonyms());
    Known known = new Known(rule, identities, owners(scored, identities));
    if (!state.homeGroup().isEmpty()) {
      send(record, known, state.homeGroup());
      return;
    }
    Optional<String> holders =
        scored.sighting().holder().map(Holder::repId).flatMap(directory::groupOf);
    if (holders.isPresent()) {
      send(record, known, holders.get());
      return;
    }
    Destination destination =
        Destination.of(
            rule,
            scored.lead(),
            known.owners(),
            scored.policy(),
            directory,
            scored.sighting().now());
    if (destination instanceof Destination.ToGroup to) {
      Optional<String> open = owners.groupWithAnOpenLead(identities, scored.policy().groups());
      send(record, known, open.orElse(to.group()));
    } else if (destination instanceof Destination.Ended ended) {
      end(scored, rule, ended);
    }
  }

  /** What was found out about a lead. */
  private record Known(Rule rule, List<String> identities, Owners owners) {}

  private Owners owners(Scored scored, List<String> identities) {
    return owners.ownersOf(scored.lead(), identities, scored.policy().conduct().ownership());
  }

  private void send(Record<String, Scored> record, Known known, String group) {
    Scored scored = record.value();
    Sighting sighting = scored.sighting();
    outbox()
        .command(
            group,
            new Command.LeadSubmitted(
                scored.lead().withoutIdentifiers(),
                sighting.change(),
                known.rule().id(),
                sighting.now(),
                sighting.holder(),
                known.identities(),
                known.owners(),
                sighting.state().version(),
                sighting.state().forgottenIn()),
            sighting.origin());
    pass(record, new LeadNews.Routed(scored, known.identities()), Nodes.LABEL);
    for (LeadOutcome early : sighting.state().earlyOutcomes()) {
      outbox()
          .command(
              group,
              new Command.OutcomeReported(
                  early, sighting.state().version(), sighting.state().forgottenIn()),
              sighting.origin());
    }
    keep(sighting, LeadMemory.routed(sighting.state(), group));
  }

  private void end(Scored scored, Rule rule, Destination.Ended ended) {
    Sighting sighting = scored.sighting();
    Standing standing = Standing.valueOf(ended.kind().name());
    boolean asBefore = sighting.state().standing() == standing;
    switch (sighting.change()) {
      case REPEATED -> {
        if (asBefore) {
          decide(DecisionKind.DUPLICATE, scored, rule, ended, "same-content");
        }
      }
      case CORRECTED -> decide(DecisionKind.UPDATED, scored, rule, ended, "routed-again");
      case NEW, RESCORED -> {}
    }
    if (!asBefore || sighting.change() == LeadChange.NEW) {
      decide(ended.kind(), scored, rule, ended, ended.reason());
    }
    keep(sighting, LeadMemory.ended(sighting.state(), standing));
  }

  private void decide(
      DecisionKind kind, Scored scored, Rule rule, Destination.Ended ended, String reason) {
    outbox().decide(IntakeDecision.of(kind, scored, rule.id(), ended.routes(), reason));
  }

  private void keep(Sighting sighting, LeadState state) {
    states.keep(sighting.lead().leadId(), state);
  }
}
