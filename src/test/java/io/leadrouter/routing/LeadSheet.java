package io.leadrouter.routing;

import io.leadrouter.domain.Account;
import io.leadrouter.domain.AccountOwner;
import io.leadrouter.domain.Company;
import io.leadrouter.domain.Consent;
import io.leadrouter.domain.DataQuality;
import io.leadrouter.domain.Estimate;
import io.leadrouter.domain.Lead;
import io.leadrouter.domain.Lifecycle;
import io.leadrouter.domain.Person;
import io.leadrouter.domain.Score;
import io.leadrouter.domain.ScoredLead;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a test says of a lead; whatever it does not say is as usual. Immutable. */
record LeadSheet(
    String leadId,
    String campaign,
    String country,
    double points,
    int band,
    Employer employer,
    boolean test,
    String language,
    String timeZone,
    List<String> identities) {

  /** The account that a lead is of, and who owns it; without an id, none. */
  record Employer(String accountId, List<String> owners) {
    static final Employer NONE = new Employer("", List.of());
  }

  static LeadSheet lead(String leadId) {
    return new LeadSheet(leadId, "", "", 0, 3, Employer.NONE, false, "", "", List.of());
  }

  LeadSheet of(String campaign) {
    return new LeadSheet(
        leadId, campaign, country, points, band, employer, test, language, timeZone, identities);
  }

  LeadSheet from(String country) {
    return new LeadSheet(
        leadId, campaign, country, points, band, employer, test, language, timeZone, identities);
  }

  LeadSheet worth(double points) {
    return new LeadSheet(
        leadId, campaign, country, points, band, employer, test, language, timeZone, identities);
  }

  LeadSheet inBand(int band) {
    return new LeadSheet(
        leadId, campaign, country, points, band, employer, test, language, timeZone, identities);
  }

  /** Of an account that these reps own, the first before the others. */
  LeadSheet ownedBy(String... repIds) {
    return of(new Employer("acme", List.of(repIds)));
  }

  /** Of somebody in an account that nobody owns. */
  LeadSheet in(String accountId) {
    return of(new Employer(accountId, List.of()));
  }

  private LeadSheet of(Employer employer) {
    return new LeadSheet(
        leadId, campaign, country, points, band, employer, test, language, timeZone, identities);
  }

  LeadSheet forTest() {
    return new LeadSheet(
        leadId, campaign, country, points, band, employer, true, language, timeZone, identities);
  }

  LeadSheet speaking(String language) {
    return new LeadSheet(
        leadId, campaign, country, points, band, employer, test, language, timeZone, identities);
  }

  LeadSheet at(String timeZone) {
    return new LeadSheet(
        leadId, campaign, country, points, band, employer, test, language, timeZone, identities);
  }

  /** Of whoever is known by these. */
  LeadSheet by(String... identities) {
    return new LeadSheet(
        leadId,
        campaign,
        country,
        points,
        band,
        employer,
        test,
        language,
        timeZone,
        Arrays.asList(identities));
  }

  /** As intake would send it. */
  ScoredLead scored(String eventId, int policyVersion, Instant now) {
    Lead lead =
        new Lead(
            leadId,
            eventId,
            "web",
            campaign,
            now,
            Person.UNKNOWN,
            Company.UNKNOWN,
            country,
            "",
            "",
            language,
            timeZone,
            "",
            "",
            Consent.GRANTED,
            "",
            Map.of(),
            test);
    Optional<Account> account =
        employer.accountId().isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Account(
                    employer.accountId(),
                    List.of(),
                    "",
                    employer.owners().stream()
                        .map(rep -> new AccountOwner("executive", rep))
                        .toList(),
                    employer.owners().isEmpty() ? Lifecycle.PROSPECT : Lifecycle.CUSTOMER,
                    "",
                    "",
                    0,
                    Optional.empty(),
                    ""));
    return new ScoredLead(
        lead,
        account,
        new DataQuality(1, List.of()),
        new Score(points, points, 0, "C", band, List.of(), estimate()),
        policyVersion,
        now);
  }

  /** By a model that knows no more than the scorecard, and nothing of leads without points. */
  Optional<Estimate> estimate() {
    double probability = 1 / (1 + Math.exp(-points / 20));
    return points == 0
        ? Optional.empty()
        : Optional.of(new Estimate(probability, "m" + (int) points, List.of()));
  }

  /** As it was said. */
  @Override
  public String toString() {
    return new Wording("lead", leadId)
        .unless("", "of", campaign)
        .unless("", "from", country)
        .unless(0.0, "worth", points)
        .unless(3, "inBand", band)
        .ifAny("ownedBy", employer.owners())
        .unless(employer.owners().isEmpty() ? "" : "acme", "in", employer.accountId())
        .unless("", "speaking", language)
        .unless("", "at", timeZone)
        .ifSo("forTest", test)
        .ifAny("by", identities)
        .toString();
  }
}
