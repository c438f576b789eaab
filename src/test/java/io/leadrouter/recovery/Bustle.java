package io.leadrouter.recovery;

import static io.leadrouter.recovery.Site.NORTH;
import static io.leadrouter.recovery.Site.SOUTH;

import io.leadrouter.event.Consent;
import io.leadrouter.event.Disposition;
import io.leadrouter.event.Holder;
import io.leadrouter.event.Lead;
import io.leadrouter.event.Person;
import io.leadrouter.event.RepStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * What comes in from outside, at random and without waiting for an answer: above all leads and reps
 * that go from group to group. Not thread-safe.
 */
final class Bustle {

  private static final List<String> REPS =
      List.of("ana", "bob", "cyd", "dan", "eve", "fay", "gus", "hal");

  private static final List<String> CAMPAIGNS = List.of(NORTH, NORTH, SOUTH, SOUTH, "light", "hot");

  /** All but what says that nothing was understood. */
  private static final List<Disposition> REPORTS =
      List.of(Disposition.values()).subList(1, Disposition.values().length);

  private final Site site;
  private final Random random;
  private final List<String> leads = new ArrayList<>();
  private final Set<String> known = new TreeSet<>();

  Bustle(Site site, Random random) {
    this.site = site;
    this.random = random;
  }

  void everybodyIsThere() {
    REPS.forEach(repId -> rep(repId, anyOf(List.of(NORTH, SOUTH)), RepStatus.ACTIVE));
  }

  void goesOn(int times) {
    for (int i = 0; i < times; i++) {
      int what = random.nextInt(100);
      if (leads.isEmpty() || what < 35) {
        comes();
      } else if (what < 50) {
        isCorrected();
      } else if (what < 80) {
        isReported();
      } else if (what < 95) {
        changesARep();
      } else {
        isForgotten();
      }
    }
  }

  private void comes() {
    String leadId = "lead-" + leads.size();
    Consumer<Lead.Builder> facts = facts();
    if (random.nextInt(10) == 0) {
      Holder holder = new Holder(anyOf(REPS), null, random.nextBoolean() ? site.now() : null);
      facts = facts.andThen(lead -> lead.setHolder(holder));
    }
    if (!leads.isEmpty() && random.nextInt(10) == 0) {
      String email = "ann@" + anyOf(leads) + ".example";
      facts = facts.andThen(lead -> lead.setPerson(new Person(email, null, "Ann", "Lee", null)));
    }
    boolean test = random.nextInt(10) == 0;
    leads.add(leadId);
    site.lead(leadId, facts.andThen(lead -> lead.setTest(test)));
  }

  /** Another campaign may be another group's. */
  private void isCorrected() {
    site.lead(anyOf(leads), facts());
  }

  private Consumer<Lead.Builder> facts() {
    String campaign = anyOf(CAMPAIGNS);
    String language = random.nextInt(4) == 0 ? "de" : "en";
    return lead -> lead.setCampaign(campaign).setLanguage(language);
  }

  private void isReported() {
    Disposition disposition = anyOf(REPORTS);
    boolean byHand =
        disposition == Disposition.REASSIGNED || disposition == Disposition.ASSIGNED_BY_HAND;
    String repId = byHand ? anyOf(REPS) : null;
    String reason = disposition == Disposition.RETURNED ? "bad-contact-data" : null;
    site.outcome(anyOf(leads), disposition, outcome -> outcome.setRepId(repId).setReason(reason));
  }

  private void changesARep() {
    String repId = anyOf(REPS);
    if (random.nextInt(8) == 0 && known.remove(repId)) {
      site.tellThatLeft(repId);
    } else {
      RepStatus status =
          random.nextInt(4) == 0
              ? anyOf(List.of(RepStatus.ON_LEAVE, RepStatus.INACTIVE, RepStatus.PAUSED))
              : RepStatus.ACTIVE;
      rep(repId, anyOf(List.of(NORTH, SOUTH)), status);
    }
  }

  private void rep(String repId, String group, RepStatus status) {
    known.add(repId);
    int weight = 100 * (1 + random.nextInt(3));
    List<String> languages = random.nextInt(3) == 0 ? List.of("de", "en") : List.of("en");
    site.tell(
        repId,
        group,
        rep ->
            rep.setStatus(status)
                .setWeight(weight)
                .setLanguages(languages)
                .setSkills(List.of("desk", "far", "light")));
  }

  private void isForgotten() {
    String leadId = anyOf(leads);
    if (random.nextBoolean()) {
      site.erase(leadId);
    } else {
      site.lead(leadId, facts().andThen(lead -> lead.setConsent(Consent.DENIED)));
    }
  }

  private <T> T anyOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
