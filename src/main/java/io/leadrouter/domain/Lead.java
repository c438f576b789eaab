package io.leadrouter.domain;

import java.time.Instant;
import java.util.Map;

/**
 * A potential customer, as a marketing platform reports it. Absent text is the empty string, as for
 * an unset field in CEL.
 *
 * @param submittedAt when the person asked, by the marketing platform's clock
 */
public record Lead(
    String leadId,
    String eventId,
    String source,
    String campaign,
    Instant submittedAt,
    Person person,
    Company company,
    String country,
    String region,
    String postalCode,
    String language,
    String timeZone,
    String productInterest,
    String funnelStage,
    Consent consent,
    String dedupeKey,
    Map<String, String> attributes,
    boolean test) {

  public Lead {
    attributes = Map.copyOf(attributes);
  }

  /** The same lead, without what says who the person is. */
  public Lead withoutIdentifiers() {
    return new Lead(
        leadId,
        eventId,
        source,
        campaign,
        submittedAt,
        person.withoutIdentifiers(),
        company,
        country,
        region,
        postalCode,
        language,
        timeZone,
        productInterest,
        funnelStage,
        consent,
        "",
        attributes,
        test);
  }

  /** Nothing but which lead it is. */
  Lead bare(String leadId) {
    return new Lead(
        leadId,
        "",
        "",
        "",
        Instant.EPOCH,
        Person.UNKNOWN,
        Company.UNKNOWN,
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        Consent.UNKNOWN,
        "",
        Map.of(),
        test);
  }

  /** Whether the other report says the same of the lead, whenever and under whatever event id. */
  public boolean saysTheSameAs(Lead other) {
    return as(other.eventId, other.submittedAt).equals(other);
  }

  private Lead as(String eventId, Instant submittedAt) {
    return new Lead(
        leadId,
        eventId,
        source,
        campaign,
        submittedAt,
        person,
        company,
        country,
        region,
        postalCode,
        language,
        timeZone,
        productInterest,
        funnelStage,
        consent,
        dedupeKey,
        attributes,
        test);
  }
}
