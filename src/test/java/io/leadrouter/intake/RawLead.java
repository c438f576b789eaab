package io.leadrouter.intake;

import io.leadrouter.domain.Company;
import io.leadrouter.domain.Consent;
import io.leadrouter.domain.Lead;
import io.leadrouter.domain.Money;
import io.leadrouter.domain.Person;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A complete and valid lead, in which a test changes what it is about. */
final class RawLead {

  static final Instant RECEIVED_AT = Instant.parse("2026-03-02T09:00:00Z");

  String leadId = "l-1";
  String eventId = "e-1";
  String source = "web";
  String campaign = "spring";
  Instant submittedAt = RECEIVED_AT.minusSeconds(5);
  String email = "ana@acme.example";
  String phone = "+493023125042";
  String firstName = "Ana";
  String lastName = "de la Cruz";
  String title = "head of sales";
  String companyName = "Acme GmbH";
  String domain = "acme.example";
  String industry = "software";
  long employees = 120;
  Optional<Money> revenue = Optional.empty();
  String country = "DE";
  String region = "berlin";
  String postalCode = "10115";
  String language = "de";
  String timeZone = "Europe/Berlin";
  String productInterest = "analytics";
  String funnelStage = "mql";
  Consent consent = Consent.GRANTED;
  String dedupeKey = "";
  Map<String, String> attributes = Map.of();

  Lead build() {
    return new Lead(
        leadId,
        eventId,
        source,
        campaign,
        submittedAt,
        new Person(email, phone, firstName, lastName, title),
        new Company(companyName, domain, industry, employees, revenue),
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
        false);
  }
}
