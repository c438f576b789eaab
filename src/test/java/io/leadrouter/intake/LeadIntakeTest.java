package io.leadrouter.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.leadrouter.domain.Company;
import io.leadrouter.domain.Consent;
import io.leadrouter.domain.DataQuality;
import io.leadrouter.domain.Lead;
import io.leadrouter.domain.Money;
import io.leadrouter.domain.Problem;
import io.leadrouter.intake.Admission.Admitted;
import io.leadrouter.intake.Admission.Refused;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeadIntakeTest {

  private static final Set<String> NO_OTHERS = Set.of();

  @Test
  void aCompleteLeadIsAdmittedAsItIsWithoutAProblem() {
    Lead raw = new RawLead().build();

    Admitted admitted = admitted(raw);

    assertThat(admitted.lead()).isEqualTo(raw);
    assertThat(admitted.quality()).isEqualTo(new DataQuality(1.0, List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "' Ana.Cruz@ACME.Example ', Ana.Cruz@acme.example",
    "ana+leads@acme.example., ana+leads@acme.example",
    "jörg@bücher.example, jörg@xn--bcher-kva.example",
    "\u00A0ana@acme.example\u200B, ana@acme.example"
  })
  void anEmailAddressIsTrimmedAndItsDomainInAsciiLowerCase(String written, String normalised) {
    assertThat(lead(raw -> raw.email = written).person().email()).isEqualTo(normalised);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ana",
        "@acme.example",
        "ana@",
        "ana@acme",
        "ana@-acme.example",
        "ana@acme..example",
        "ana..b@acme.example",
        ".ana@acme.example",
        "ana cruz@acme.example",
        "ana@10.0.0.1",
        "ana,bob@acme.example",
        "ana@acme.example;bob@acme.example"
      })
  void whatIsNoEmailAddressIsLeftOutAndNamed(String written) {
    Admitted admitted = admitted(raw(r -> r.email = written));

    assertThat(admitted.lead().person().email()).isEmpty();
    assertThat(codes(admitted)).containsExactly("person.email malformed");
  }

  @ParameterizedTest
  @CsvSource({
    "030 23125042, DE, +493023125042",
    "(202) 555-0143, USA, +12025550143",
    "020 7946 0018, United Kingdom, +442079460018",
    "+33 1 99 00 12 34, DE, +33199001234",
    "0033 1 99 00 12 34, '', +33199001234",
    "06 5551 2345, Italy, +390655512345"
  })
  void aPhoneNumberIsReadInTheLeadsCountry(String written, String country, String e164) {
    Lead lead =
        lead(
            raw -> {
              raw.phone = written;
              raw.country = country;
            });

    assertThat(lead.person().phone()).isEqualTo(e164);
  }

  @Test
  void aNationalPhoneNumberWithoutACountryIsNoNumber() {
    Admitted admitted =
        admitted(
            raw(
                r -> {
                  r.phone = "030 23125042";
                  r.country = "";
                }));

    assertThat(admitted.lead().person().phone()).isEmpty();
    assertThat(codes(admitted)).containsExactly("person.phone malformed");
  }

  @Test
  void aPhoneNumberOfARangeUnknownHereIsKeptAndNamed() {
    Admitted admitted = admitted(raw(r -> r.phone = "+12015550"));
    Admitted unlikely = admitted(raw(r -> r.phone = "+11234567890"));

    assertThat(admitted.lead().person().phone()).isEmpty();
    assertThat(unlikely.lead().person().phone()).isEqualTo("+11234567890");
    assertThat(codes(unlikely)).containsExactly("person.phone unlikely");
    assertThat(unlikely.quality().figure()).isEqualTo(0.9);
  }

  @ParameterizedTest
  @CsvSource({
    "de, DE",
    "DEU, DE",
    "Germany, DE",
    "' germany ', DE",
    "UK, GB",
    "U.S.A., US",
    "United States of America, US",
    "the Netherlands, NL",
    "Cote d'Ivoire, CI",
    "Côte d’Ivoire, CI",
    "Bosnia & Herzegovina, BA",
    "Bosnia and Herzegovina, BA",
    "Turkey, TR",
    "TÜRKİYE, TR",
    "South Korea, KR",
    "Viet Nam, VN",
    "Kosovo, XK"
  })
  void aCountryIsItsAlpha2Code(String written, String code) {
    assertThat(lead(raw -> raw.country = written).country()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "DE, de",
    "de-AT, de",
    "pt_BR, pt",
    "ger, de",
    "deu, de",
    "German, de",
    "iw, he",
    "nb, nb",
    "zh-Hant-TW, zh"
  })
  void aLanguageIsItsIso6391Code(String written, String code) {
    assertThat(lead(raw -> raw.language = written).language()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "europe/paris, Europe/Paris",
    "America/New York, America/New_York",
    "utc, UTC",
    "Asia/Kolkata, Asia/Kolkata"
  })
  void aTimeZoneIsSpeltAsIanaDoes(String written, String zone) {
    assertThat(lead(raw -> raw.timeZone = written).timeZone()).isEqualTo(zone);
  }

  @Test
  void whatHasNoCodeIsLeftOutAndNamed() {
    Admitted admitted =
        admitted(
            raw(
                r -> {
                  r.country = "Atlantis";
                  r.language = "Elvish";
                  r.timeZone = "+02:00";
                  r.domain = "not a domain";
                  r.email = "";
                  r.employees = -3;
                  r.revenue = Optional.of(new Money(BigDecimal.TEN, "shells"));
                }));

    Lead lead = admitted.lead();
    assertThat(List.of(lead.country(), lead.language(), lead.timeZone(), lead.company().domain()))
        .containsOnly("");
    assertThat(lead.company().employees()).isZero();
    assertThat(lead.company().revenue()).isEmpty();
    assertThat(codes(admitted))
        .containsExactlyInAnyOrder(
            "country unknown",
            "language unknown",
            "timeZone unknown",
            "company.domain malformed",
            "company.employees out-of-range",
            "company.revenue.currency unknown");
  }

  @ParameterizedTest
  @CsvSource({
    "ana@acme.example, acme.example",
    "ana@mail.acme.example, mail.acme.example",
    "ana@gmail.com, ''",
    "ana@yahoo.co.uk, ''",
    "ana@vip.gmx.de, ''",
    "ana@example-mail.org, ''"
  })
  void theCompanysDomainComesFromTheEmailUnlessAnybodyCanHaveAMailboxThere(
      String email, String domain) {
    Lead raw =
        raw(
            r -> {
              r.email = email;
              r.domain = "";
            });

    assertThat(admitted(raw, Set.of("example-mail.org")).lead().company().domain())
        .isEqualTo(domain);
  }

  @ParameterizedTest
  @CsvSource({
    "https://www.Acme.example/about?x=1, acme.example",
    "WWW.ACME.EXAMPLE, acme.example",
    "acme.example:8443, acme.example",
    "bücher.example, xn--bcher-kva.example"
  })
  void aCompanysDomainIsTakenFromTheAddressOfItsPage(String written, String domain) {
    assertThat(lead(raw -> raw.domain = written).company().domain()).isEqualTo(domain);
  }

  @Test
  void aFreeMailProviderIsNobodysCompany() {
    Admitted admitted =
        admitted(
            raw(
                r -> {
                  r.domain = "gmail.com";
                  r.email = "ana@acme.example";
                }));

    assertThat(admitted.lead().company().domain()).isEqualTo("acme.example");
    assertThat(codes(admitted)).containsExactly("company.domain free-mail");
  }

  @Test
  void whatRulesCompareIsFoldedAndNamesKeepTheirCase() {
    Lead lead =
        lead(
            raw -> {
              raw.source = " Trade\u00A0 Fair ";
              raw.campaign = "SPRING-26";
              raw.title = "Head of  Sales";
              raw.industry = "Software";
              raw.region = "Île-de-France";
              raw.productInterest = "Analytics";
              raw.funnelStage = "MQL";
              raw.postalCode = "sw1a 1aa";
              raw.companyName = " ACME  GmbH ";
              raw.firstName = "Zoe\u0308";
              raw.attributes = Map.of("Tier", " Gold ");
              raw.revenue = Optional.of(new Money(BigDecimal.TEN, "eur"));
            });

    assertThat(lead.source()).isEqualTo("trade fair");
    assertThat(lead.campaign()).isEqualTo("spring-26");
    assertThat(lead.person().title()).isEqualTo("head of sales");
    assertThat(lead.company().industry()).isEqualTo("software");
    assertThat(lead.region()).isEqualTo("île-de-france");
    assertThat(lead.productInterest()).isEqualTo("analytics");
    assertThat(lead.funnelStage()).isEqualTo("mql");
    assertThat(lead.postalCode()).isEqualTo("SW1A 1AA");
    assertThat(lead.company().name()).isEqualTo("ACME GmbH");
    assertThat(lead.person().firstName()).isEqualTo("Zoë");
    assertThat(lead.attributes()).containsExactly(Map.entry("Tier", "Gold"));
    assertThat(lead.company().revenue()).contains(new Money(BigDecimal.TEN, "EUR"));
  }

  @Test
  void aLeadIsRefusedWithEveryReasonAtOnce() {
    Lead raw =
        raw(
            r -> {
              r.leadId = " ";
              r.eventId = "";
              r.source = "\u00A0";
              r.submittedAt = Instant.ofEpochMilli(1_700_000);
              r.email = "ana at acme";
              r.phone = "";
              r.lastName = "";
            });

    assertThat(codes(refused(null, raw)))
        .containsExactlyInAnyOrder(
            "leadId missing",
            "key missing",
            "eventId missing",
            "source missing",
            "submittedAt out-of-range",
            "person unreachable",
            "person.email malformed");
  }

  @Test
  void aKeyOtherThanTheLeadsIdIsRefused() {
    assertThat(codes(refused("l-2", new RawLead().build()))).containsExactly("key mismatch");
  }

  @Test
  void anIdThatNoStoreShouldHoldIsRefused() {
    assertThat(codes(refused("x".repeat(256), raw(r -> r.leadId = "x".repeat(256)))))
        .containsExactly("leadId too-long");
    assertThat(codes(refused("a\u0000b", raw(r -> r.leadId = "a\u0000b"))))
        .containsExactly("leadId malformed");
  }

  @Test
  void aClockMayBeADayAheadAndNotMore() {
    Instant latest = RawLead.RECEIVED_AT.plus(Duration.ofDays(1));

    assertThat(lead(r -> r.submittedAt = latest).submittedAt()).isEqualTo(latest);
    assertThat(codes(refused("l-1", raw(r -> r.submittedAt = latest.plusSeconds(1)))))
        .containsExactly("submittedAt out-of-range");
  }

  @Test
  void aLeadIsAdmittedWhenAnythingSaysWhoItIs() {
    Consumer<RawLead> nobody =
        r -> {
          r.email = "";
          r.phone = "";
          r.lastName = "";
        };

    assertThat(codes(refused("l-1", raw(nobody)))).containsExactly("person unreachable");
    assertThat(admitted(raw(nobody.andThen(r -> r.email = "a@b.example")))).isNotNull();
    assertThat(admitted(raw(nobody.andThen(r -> r.phone = "+493023125042")))).isNotNull();
    assertThat(admitted(raw(nobody.andThen(r -> r.dedupeKey = "crm-17")))).isNotNull();
    assertThat(admitted(raw(nobody.andThen(r -> r.lastName = "Cruz")))).isNotNull();
    assertThat(
            codes(
                refused(
                    "l-1",
                    raw(
                        nobody.andThen(
                            r -> {
                              r.lastName = "Cruz";
                              r.companyName = "";
                              r.domain = "";
                            })))))
        .containsExactly("person unreachable");
  }

  @Test
  void aLeadWithoutConsentIsAdmittedSoThatItCanBeSuppressed() {
    Lead lead =
        lead(
            raw -> {
              raw.consent = Consent.DENIED;
              raw.email = "";
              raw.phone = "";
              raw.lastName = "";
            });

    assertThat(lead.consent()).isEqualTo(Consent.DENIED);
  }

  @Test
  void theFigureRisesWithWhatARepNeeds() {
    Lead bare =
        raw(
            r -> {
              r.phone = "";
              r.lastName = "";
              r.title = "";
              r.companyName = "";
              r.domain = "";
              r.email = "ana@gmail.com";
              r.industry = "";
              r.employees = 0;
              r.country = "";
              r.consent = Consent.UNKNOWN;
            });

    assertThat(admitted(bare).quality()).isEqualTo(new DataQuality(0.25, List.of()));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void admittingAnAdmittedLeadAgainChangesNothing(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    int admissions = 0;
    for (int i = 0; i < 2_000; i++) {
      Lead raw = RandomLead.next(random);
      if (admit(raw, NO_OTHERS) instanceof Admitted once) {
        admissions++;
        assertThat(admit(once.lead(), NO_OTHERS))
            .as("seed %d, lead %d", seed, i)
            .asInstanceOf(type(Admitted.class))
            .satisfies(
                again -> {
                  assertThat(again.lead()).isEqualTo(once.lead());
                  assertThat(again.quality().figure()).isEqualTo(once.quality().figure());
                });
        assertThat(once.quality().figure()).isBetween(0.0, 1.0);
      }
    }
    assertThat(admissions).isGreaterThan(500);
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6})
  void noTextMakesItThrowAndNoMessageQuotesIt(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    Set<String> messages = new HashSet<>();
    for (int i = 0; i < 5_000; i++) {
      Lead raw = RandomLead.noise(random);
      problems(LeadIntake.admit(raw.leadId(), raw, NO_OTHERS, RawLead.RECEIVED_AT))
          .forEach(problem -> messages.add(problem.field() + problem.code() + problem.message()));
    }
    // A message that quoted what came would be a new one for nearly every lead.
    assertThat(messages).hasSizeBetween(10, 40);
  }

  @Test
  void aLeadThatSaysNothingOfItsCompanyHasNone() {
    Lead lead =
        lead(
            raw -> {
              raw.email = "ana@gmail.com";
              raw.companyName = "";
              raw.domain = "";
              raw.industry = "";
              raw.employees = 0;
            });

    assertThat(lead.company()).isEqualTo(Company.UNKNOWN);
  }

  private static Lead raw(Consumer<RawLead> change) {
    RawLead raw = new RawLead();
    change.accept(raw);
    return raw.build();
  }

  private static Lead lead(Consumer<RawLead> change) {
    return admitted(raw(change)).lead();
  }

  private static Admitted admitted(Lead raw) {
    return admitted(raw, NO_OTHERS);
  }

  private static Admitted admitted(Lead raw, Set<String> freeMailDomains) {
    Admission admission = admit(raw, freeMailDomains);
    assertThat(admission).isInstanceOf(Admitted.class);
    return (Admitted) admission;
  }

  private static Admission admit(Lead raw, Set<String> freeMailDomains) {
    return LeadIntake.admit(raw.leadId(), raw, freeMailDomains, RawLead.RECEIVED_AT);
  }

  private static Refused refused(String key, Lead raw) {
    Admission admission = LeadIntake.admit(key, raw, NO_OTHERS, RawLead.RECEIVED_AT);
    assertThat(admission).isInstanceOf(Refused.class);
    return (Refused) admission;
  }

  private static List<Problem> problems(Admission admission) {
    return admission instanceof Admitted admitted
        ? admitted.quality().problems()
        : ((Refused) admission).reasons();
  }

  private static List<String> codes(Admission admission) {
    return problems(admission).stream().map(p -> p.field() + " " + p.code()).toList();
  }
}
