package io.leadrouter.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * Leads and what is said of them, between the contract and the domain.
 *
 * <p>Money is written with four decimals, the nearest, half to even; an amount of 10^16 or more has
 * no room in the contract and is left out.
 */
public final class Leads {

  private Leads() {}

  public static io.leadrouter.domain.Lead read(Lead lead) {
    return new io.leadrouter.domain.Lead(
        lead.getLeadId(),
        lead.getEventId(),
        lead.getSource(),
        Absent.text(lead.getCampaign()),
        lead.getSubmittedAt(),
        read(lead.getPerson()),
        read(lead.getCompany()),
        Absent.text(lead.getCountry()),
        Absent.text(lead.getRegion()),
        Absent.text(lead.getPostalCode()),
        Absent.text(lead.getLanguage()),
        Absent.text(lead.getTimeZone()),
        Absent.text(lead.getProductInterest()),
        Absent.text(lead.getFunnelStage()),
        io.leadrouter.domain.Consent.valueOf(lead.getConsent().name()),
        Absent.text(lead.getDedupeKey()),
        lead.getAttributes(),
        lead.getTest());
  }

  public static Lead write(io.leadrouter.domain.Lead lead) {
    return new Lead(
        lead.leadId(),
        lead.eventId(),
        lead.source(),
        Absent.orNull(lead.campaign()),
        lead.submittedAt(),
        write(lead.person()),
        write(lead.company()),
        Absent.orNull(lead.country()),
        Absent.orNull(lead.region()),
        Absent.orNull(lead.postalCode()),
        Absent.orNull(lead.language()),
        Absent.orNull(lead.timeZone()),
        Absent.orNull(lead.productInterest()),
        Absent.orNull(lead.funnelStage()),
        Consent.valueOf(lead.consent().name()),
        Absent.orNull(lead.dedupeKey()),
        lead.attributes(),
        lead.test(),
        null);
  }

  /** Who has the lead already, as its report says; empty: nobody, or it is not known. */
  public static Optional<io.leadrouter.domain.Holder> holder(Lead lead) {
    return Optional.ofNullable(lead.getHolder()).map(Leads::read);
  }

  static io.leadrouter.domain.Holder read(Holder holder) {
    return new io.leadrouter.domain.Holder(
        holder.getRepId(),
        Optional.ofNullable(holder.getAssignedAt()),
        Optional.ofNullable(holder.getAcceptedAt()));
  }

  static Holder write(io.leadrouter.domain.Holder holder) {
    return new Holder(
        holder.repId(), holder.assignedAt().orElse(null), holder.acceptedAt().orElse(null));
  }

  public static io.leadrouter.domain.LeadActivity read(LeadActivity activity) {
    return new io.leadrouter.domain.LeadActivity(
        activity.getLeadId(),
        activity.getEventId(),
        activity.getKind(),
        activity.getOccurredAt(),
        activity.getAttributes());
  }

  public static LeadActivity write(io.leadrouter.domain.LeadActivity activity) {
    return new LeadActivity(
        activity.leadId(),
        activity.eventId(),
        activity.kind(),
        activity.occurredAt(),
        activity.attributes());
  }

  public static io.leadrouter.domain.LeadOutcome read(LeadOutcome outcome) {
    return new io.leadrouter.domain.LeadOutcome(
        outcome.getLeadId(),
        outcome.getOutcomeId(),
        Absent.integer(outcome.getCycle()),
        Absent.integer(outcome.getAttempt()),
        Absent.text(outcome.getRepId()),
        io.leadrouter.domain.Disposition.valueOf(outcome.getDisposition().name()),
        Absent.text(outcome.getReason()),
        Amounts.read(outcome.getValue()),
        outcome.getOccurredAt());
  }

  public static LeadOutcome write(io.leadrouter.domain.LeadOutcome outcome) {
    return new LeadOutcome(
        outcome.leadId(),
        outcome.outcomeId(),
        Absent.orNull(outcome.cycle()),
        Absent.orNull(outcome.attempt()),
        Absent.orNull(outcome.repId()),
        Disposition.valueOf(outcome.disposition().name()),
        Absent.orNull(outcome.reason()),
        Amounts.write(outcome.value()),
        outcome.occurredAt());
  }

  public static io.leadrouter.domain.ScoredLead read(ScoredLead scored) {
    return new io.leadrouter.domain.ScoredLead(
        read(scored.getLead()),
        scored.getAccount() == null
            ? Optional.empty()
            : Optional.of(Accounts.read(scored.getAccount())),
        read(scored.getQuality()),
        read(scored.getScore()),
        scored.getPolicyVersion(),
        scored.getScoredAt());
  }

  public static ScoredLead write(io.leadrouter.domain.ScoredLead scored) {
    return new ScoredLead(
        write(scored.lead()),
        scored.account().isEmpty() ? null : Accounts.write(scored.account().get()),
        write(scored.quality()),
        write(scored.score()),
        scored.policyVersion(),
        scored.scoredAt());
  }

  /**
   * A record that could be read but not used.
   *
   * @param origin where it lies
   * @param key its key, if it has one
   * @param problems every reason, at least one
   * @param record the record as it came: a lead, an activity, an outcome or a rep of the contract
   */
  public static RejectedLead rejected(
      io.leadrouter.domain.Origin origin,
      Optional<String> key,
      List<io.leadrouter.domain.Problem> problems,
      SpecificRecord record,
      Instant rejectedAt) {
    return new RejectedLead(
        origin.topic(),
        origin.partition(),
        origin.offset(),
        key.orElse(null),
        Each.of(problems, Leads::write),
        record,
        rejectedAt);
  }

  static io.leadrouter.domain.DataQuality read(DataQuality quality) {
    return new io.leadrouter.domain.DataQuality(
        quality.getFigure(), Each.of(quality.getProblems(), Leads::read));
  }

  static DataQuality write(io.leadrouter.domain.DataQuality quality) {
    return new DataQuality(quality.figure(), Each.of(quality.problems(), Leads::write));
  }

  private static io.leadrouter.domain.Problem read(Problem problem) {
    return new io.leadrouter.domain.Problem(
        problem.getField(), problem.getCode(), problem.getMessage());
  }

  private static Problem write(io.leadrouter.domain.Problem problem) {
    return new Problem(problem.field(), problem.code(), problem.message());
  }

  private static io.leadrouter.domain.Score read(Score score) {
    return new io.leadrouter.domain.Score(
        score.getTotal(),
        score.getFit(),
        score.getEngagement(),
        score.getGrade(),
        score.getBand(),
        Each.of(score.getReasons(), Leads::read),
        Estimates.read(score.getEstimate()));
  }

  private static Score write(io.leadrouter.domain.Score score) {
    return new Score(
        score.total(),
        score.fit(),
        score.engagement(),
        score.grade(),
        score.band(),
        Each.of(score.reasons(), Leads::write),
        Estimates.write(score.estimate()));
  }

  private static io.leadrouter.domain.ScoreReason read(ScoreReason reason) {
    return new io.leadrouter.domain.ScoreReason(reason.getText(), reason.getPoints());
  }

  private static ScoreReason write(io.leadrouter.domain.ScoreReason reason) {
    return new ScoreReason(reason.text(), reason.points());
  }

  private static io.leadrouter.domain.Person read(Person person) {
    return person == null
        ? io.leadrouter.domain.Person.UNKNOWN
        : new io.leadrouter.domain.Person(
            Absent.text(person.getEmail()),
            Absent.text(person.getPhone()),
            Absent.text(person.getFirstName()),
            Absent.text(person.getLastName()),
            Absent.text(person.getTitle()));
  }

  private static Person write(io.leadrouter.domain.Person person) {
    return person.equals(io.leadrouter.domain.Person.UNKNOWN)
        ? null
        : new Person(
            Absent.orNull(person.email()),
            Absent.orNull(person.phone()),
            Absent.orNull(person.firstName()),
            Absent.orNull(person.lastName()),
            Absent.orNull(person.title()));
  }

  private static io.leadrouter.domain.Company read(Company company) {
    return company == null
        ? io.leadrouter.domain.Company.UNKNOWN
        : new io.leadrouter.domain.Company(
            Absent.text(company.getName()),
            Absent.text(company.getDomain()),
            Absent.text(company.getIndustry()),
            Absent.count(company.getEmployees()),
            Amounts.read(company.getRevenue()));
  }

  private static Company write(io.leadrouter.domain.Company company) {
    return company.equals(io.leadrouter.domain.Company.UNKNOWN)
        ? null
        : new Company(
            Absent.orNull(company.name()),
            Absent.orNull(company.domain()),
            Absent.orNull(company.industry()),
            Absent.orNull(company.employees()),
            Amounts.write(company.revenue()));
  }

  public static io.leadrouter.domain.LeadOwner read(LeadOwner owner) {
    return new io.leadrouter.domain.LeadOwner(
        Absent.text(owner.getLeadId()),
        owner.getGroup(),
        Absent.text(owner.getRepId()),
        owner.getStatus() == OwnerStatus.OPEN,
        owner.getSince());
  }

  public static LeadOwner write(io.leadrouter.domain.LeadOwner owner) {
    return new LeadOwner(
        Absent.orNull(owner.leadId()),
        owner.group(),
        Absent.orNull(owner.repId()),
        owner.open() ? OwnerStatus.OPEN : OwnerStatus.CLOSED,
        owner.since());
  }
}
