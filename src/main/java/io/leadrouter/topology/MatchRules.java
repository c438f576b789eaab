package io.leadrouter.topology;

import io.leadrouter.domain.Command;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.Holder;
import io.leadrouter.domain.LeadChange;
import io.leadrouter.domain.LeadOutcome;
import io.leadrouter.domain.LeadOwner;
import io.leadrouter.domain.LeadState;
import io.leadrouter.domain.Standing;
import io.leadrouter.intake.Identities;
import io.leadrouter.policy.Policy;
import io.leadrouter.policy.Rule;
import io.leadrouter.routing.Destination;
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
  private ReadOnlyKeyValueStore<String, LeadOwner> owners;

  MatchRules(IntakeParts parts) {
    super(parts);
  }

  @Override
  public void init(ProcessorContext<String, Object> context) {
    super.init(context);
    states = leadStates();
    ReadOnlyKeyValueStore<String, String> groups = context.getStateStore(StateStores.DIRECTORY);
    owners = context.getStateStore(StateStores.OWNERS);
    directory = repId -> Optional.ofNullable(groups.get(repId));
  }

  @Override
  public void process(Record<String, Scored> record) {
    Scored scored = record.value();
    LeadState state = scored.sighting().state();
    Rule rule = scored.policy().match(scored.lead(), scored.sighting().now());
    List<String> identities = Identities.of(scored.sighting().lead(), pseudonyms());
    if (!state.homeGroup().isEmpty()) {
      send(scored, rule, state.homeGroup(), identities);
      return;
    }
    Optional<String> holders =
        scored.sighting().holder().map(Holder::repId).flatMap(directory::groupOf);
    if (holders.isPresent()) {
      send(scored, rule, holders.get(), identities);
      return;
    }
    Destination destination = Destination.of(rule, scored.lead(), scored.policy(), directory);
    if (destination instanceof Destination.ToGroup to) {
      String group = groupOf(identities, scored.policy()).orElse(to.group());
      send(scored, rule, group, identities);
    } else if (destination instanceof Destination.Ended ended) {
      end(scored, rule, ended);
    }
  }

  /** The group in which the person has a lead open, which then knows of the other one. */
  private Optional<String> groupOf(List<String> identities, Policy policy) {
    return identities.stream()
        .map(identity -> owners.get(LeadOwner.person(identity)))
        .filter(owner -> owner != null && owner.open())
        .map(LeadOwner::group)
        .filter(policy.groups()::contains)
        .findFirst();
  }

  private void send(Scored scored, Rule rule, String group, List<String> identities) {
    Sighting sighting = scored.sighting();
    outbox()
        .command(
            group,
            new Command.LeadSubmitted(
                scored.lead().withoutIdentifiers(),
                sighting.change(),
                rule.id(),
                sighting.now(),
                sighting.holder(),
                identities),
            sighting.origin());
    for (LeadOutcome early : sighting.state().earlyOutcomes()) {
      outbox().command(group, new Command.OutcomeReported(early), sighting.origin());
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
