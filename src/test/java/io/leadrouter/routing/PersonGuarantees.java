package io.leadrouter.routing;

import static io.leadrouter.routing.Guarantees.decisions;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.AssignmentStatus;
import io.leadrouter.domain.Command;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.LeadChange;
import io.leadrouter.domain.LeadOwner;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.OpenLead;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** People: one lead at a time, and forgotten when they ask for it. */
final class PersonGuarantees {

  private static final Set<DecisionKind> FORGETTING =
      EnumSet.of(DecisionKind.SUPPRESSED, DecisionKind.ERASED);

  private PersonGuarantees() {}

  /**
   * In a group: neither a report nor another group opens a second one beside it. Who somebody is
   * may be corrected later, and what a person reopens or gives by hand is as that person says.
   */
  static final class APersonHasOneOpenLead implements Guarantee {
    private final Map<String, List<String>> identities = new HashMap<>();

    @Override
    public void after(Scene scene) {
      Optional<OpenLead> arrived = arrived(scene);
      if (arrived.isEmpty()) {
        return;
      }
      String leadId = arrived.get().leadId();
      OpenLead before = scene.before().leads.get(leadId);
      OpenLead after = scene.after().leads.get(leadId);
      boolean opened = isOpen(after) && !isOpen(before) && !reopened(scene, leadId);
      for (OpenLead other : scene.before().leads.values()) {
        if (opened
            && !other.leadId().equals(leadId)
            && isOpen(other)
            && isOpen(scene.after().leads.get(other.leadId()))) {
          List<String> others = identities.getOrDefault(other.leadId(), List.of());
          assertThat(Collections.disjoint(others, identities.getOrDefault(leadId, List.of())))
              .as("%s, open beside %s, is of somebody else", leadId, other.leadId())
              .isTrue();
        }
      }
    }

    /** The lead that the command brings, if it is for this group to say what becomes of it. */
    private Optional<OpenLead> arrived(Scene scene) {
      if (scene.command().isEmpty()) {
        return Optional.empty();
      }
      if (scene.command().get() instanceof Command.LeadSubmitted submitted) {
        OpenLead known = scene.before().leads.get(submitted.leadId());
        if (known != null && known.elsewhere()) {
          return Optional.empty();
        }
        boolean listened = submitted.change() != LeadChange.REPEATED || !isOpen(known);
        if (listened) {
          identities.put(submitted.leadId(), submitted.identities());
        }
        return submitted.holder().isPresent()
            ? Optional.empty()
            : Optional.ofNullable(scene.after().leads.get(submitted.leadId()));
      } else if (scene.command().get() instanceof Command.LeadHandedOver handed
          && handed.lead().status() != LeadStatus.ASSIGNED) {
        identities.put(handed.leadId(), handed.lead().identities());
        return Optional.of(handed.lead()).filter(lead -> !Adoption.due(lead));
      }
      return Optional.empty();
    }

    /** By time, that is, before the command was looked at. */
    private static boolean reopened(Scene scene, String leadId) {
      return decisions(scene.verdict())
          .noneMatch(d -> d.leadId().equals(leadId) && !d.eventId().isEmpty());
    }
  }

  /** And this router's to give. */
  private static boolean isOpen(OpenLead lead) {
    return lead != null
        && lead.observed().isEmpty()
        && (lead.status() == LeadStatus.WAITING || lead.status() == LeadStatus.ASSIGNED);
  }

  /**
   * What a group said last of a person is so: they have a lead open there, with that rep; or it has
   * gone to another group, which says more. Nothing is said of whoever is forgotten.
   */
  static final class EverybodyKnowsWhoHoldsAPerson implements Guarantee {

    private record Said(String by, Optional<LeadOwner> owner) {}

    private final Map<String, Said> said = new HashMap<>();

    @Override
    public void after(Scene scene) {
      String group = scene.after().name;
      for (Output output : scene.verdict().outputs()) {
        if (output instanceof Output.Owned owned && owned.key().startsWith("person/")) {
          said.put(owned.key(), new Said(group, owned.owner()));
        }
      }
      for (OpenLead lead : scene.after().leads.values()) {
        boolean open = isOpen(lead);
        for (String identity : open ? lead.identities() : List.<String>of()) {
          Said known = said.get(LeadOwner.person(identity));
          assertThat(known).as("what is said of %s", identity).isNotNull();
          if (known.by().equals(group)) {
            assertThat(known.owner().filter(LeadOwner::open)).as("of %s", identity).isPresent();
          }
        }
      }
      said.values().stream()
          .filter(known -> known.by().equals(group))
          .flatMap(known -> known.owner().stream())
          .filter(owner -> !scene.after().leads.get(owner.leadId()).elsewhere())
          .forEach(owner -> isSo(owner, scene.after().leads.get(owner.leadId())));
    }

    private static void isSo(LeadOwner owner, OpenLead lead) {
      assertThat(lead.status()).as("%s", owner).isNotEqualTo(LeadStatus.ERASED);
      if (owner.open()) {
        String holder = lead.status() == LeadStatus.ASSIGNED ? lead.holding().repId() : "";
        assertThat(owner.repId()).as("%s", owner).isEqualTo(holder);
        assertThat(lead.status()).isIn(LeadStatus.WAITING, LeadStatus.ASSIGNED);
      }
    }
  }

  /**
   * Wherever the lead has been, unless the person has asked again since; only how many journeys it
   * had stays, and where it went.
   */
  static final class WhoShallBeForgottenIs implements Guarantee {
    @Override
    public void after(Scene scene) {
      if (scene.command().isPresent()
          && scene.command().get() instanceof Command.LeadWithdrawn withdrawn) {
        OpenLead known = scene.before().leads.get(withdrawn.leadId());
        OpenLead left = scene.after().leads.get(withdrawn.leadId());
        boolean here = known != null && !known.elsewhere();
        boolean askedAgain = here && known.version() > withdrawn.version();
        if (left != null && !askedAgain) {
          assertThat(left)
              .as("what is left of %s", withdrawn.leadId())
              .isEqualTo(left.forgotten(left.version()));
        }
      }
    }
  }

  /** Once nothing of the lead is on its way any more, in whatever order it came. */
  static final class WhatWasSaidLastHolds implements Guarantee {
    @Override
    public void after(Scene scene) {
      Set<String> onTheWay =
          scene.business().mail.onTheWay().map(Command::leadId).collect(Collectors.toSet());
      scene
          .business()
          .lastWords()
          .forEach(
              (leadId, word) -> {
                if (!onTheWay.contains(leadId)) {
                  holds(leadId, word, scene.business().lead(leadId));
                }
              });
    }

    private static void holds(String leadId, Business.Word word, Optional<OpenLead> lead) {
      boolean forgotten = lead.isEmpty() || lead.get().status() == LeadStatus.ERASED;
      assertThat(forgotten).as("%s is forgotten", leadId).isEqualTo(word.forgotten());
      if (lead.filter(OpenLead::open).isPresent()) {
        assertThat(lead.get().version())
            .as("what is known of %s", leadId)
            .isGreaterThanOrEqualTo(word.news());
      }
    }
  }

  /** Until the person asks again; what was said before and comes later does not count. */
  static final class WithdrawnConsentIsKept implements Guarantee {
    private final Map<String, Long> withdrawn = new HashMap<>();

    @Override
    public void after(Scene scene) {
      Optional<Command> command = scene.command();
      if (command.isPresent() && command.get() instanceof Command.LeadSubmitted submitted) {
        withdrawn.computeIfPresent(
            submitted.leadId(),
            (leadId, version) -> submitted.version() > version ? null : version);
      }
      for (Output output : scene.verdict().outputs()) {
        if (output instanceof Output.Decided decided
            && command.isPresent()
            && command.get() instanceof Command.LeadWithdrawn gone
            && FORGETTING.contains(decided.decision().kind())) {
          withdrawn.put(gone.leadId(), gone.version());
        } else if (output instanceof Output.Assigned assigned
            && assigned.assignment().status() == AssignmentStatus.ASSIGNED) {
          assertThat(withdrawn).doesNotContainKey(assigned.assignment().leadId());
        }
      }
    }
  }
}
