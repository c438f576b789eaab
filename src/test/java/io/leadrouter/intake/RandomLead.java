package io.leadrouter.intake;

import io.leadrouter.domain.Consent;
import io.leadrouter.domain.Lead;
import io.leadrouter.domain.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Leads as forms, exports and attackers produce them. */
final class RandomLead {

  private static final String[] PIECES = {
    "ana",
    "ACME",
    "acme.example",
    "@",
    ".",
    "..",
    "-",
    "+",
    "00",
    "0",
    "49",
    "30 1234567",
    "www.",
    "https://",
    "/",
    "xn--",
    "bücher",
    "İ",
    "ΣΑΣ",
    "ß",
    "e\u0301",
    "\u00A0",
    "\u200B",
    "\uFEFF",
    "\t",
    "\n",
    "\u0000",
    " ",
    "  ",
    "ext. 5",
    "DE",
    "Germany",
    "pt-BR",
    "Europe/",
    "paris",
    "gmail.com",
    "!",
    "\uD83D\uDE00",
    "\uD83D",
    "漢字",
    "。",
    "١٢٣",
    "ﬁ",
    "a\u200Bb",
    ":",
    "#"
  };
  private static final String[] COUNTRIES = {
    "DE", "us", "Italy", "AR", "Brazil", "MX", "GB", "FR", "RU", "CI", "UK", "", "Atlantis"
  };

  private RandomLead() {}

  /** Often usable. */
  static Lead next(RandomGenerator random) {
    return fill(random, random.nextInt(4) > 0);
  }

  /** Hardly ever usable. */
  static Lead noise(RandomGenerator random) {
    return fill(random, false);
  }

  private static Lead fill(RandomGenerator random, boolean likely) {
    Supplier<String> any = () -> text(random);
    RawLead raw = new RawLead();
    raw.leadId = likely ? raw.leadId : any.get();
    raw.eventId = likely ? raw.eventId : any.get();
    raw.source = likely ? raw.source + any.get() : any.get();
    raw.campaign = any.get();
    raw.submittedAt =
        likely
            ? RawLead.RECEIVED_AT.minus(Duration.ofMinutes(random.nextInt(10_000)))
            : Instant.ofEpochSecond(random.nextLong(-1L << 34, 1L << 34));
    raw.email = random.nextBoolean() ? "a" + any.get() + "@acme.example" : any.get();
    raw.phone = random.nextBoolean() ? digits(random) : any.get();
    raw.firstName = any.get();
    raw.lastName = any.get();
    raw.title = any.get();
    raw.companyName = any.get();
    raw.domain = any.get();
    raw.industry = any.get();
    raw.employees = random.nextInt(-5, 5_000);
    raw.revenue =
        random.nextBoolean()
            ? Optional.empty()
            : Optional.of(
                new Money(
                    BigDecimal.valueOf(random.nextInt(-5, 500)),
                    random.nextBoolean() ? " eur" : any.get()));
    raw.country = random.nextInt(4) > 0 ? COUNTRIES[random.nextInt(COUNTRIES.length)] : any.get();
    raw.region = any.get();
    raw.postalCode = any.get();
    raw.language = any.get();
    raw.timeZone = any.get();
    raw.productInterest = any.get();
    raw.funnelStage = any.get();
    raw.consent = Consent.values()[random.nextInt(Consent.values().length)];
    raw.dedupeKey = any.get();
    raw.attributes = Map.of("a" + random.nextInt(3), any.get());
    return raw.build();
  }

  private static String text(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    if (random.nextInt(8) == 0) {
      int length = random.nextInt(400);
      for (int i = 0; i < length; i++) {
        text.append((char) random.nextInt(0x10000));
      }
    } else {
      for (int pieces = random.nextInt(5); pieces > 0; pieces--) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
    }
    return text.toString();
  }

  private static String digits(RandomGenerator random) {
    StringBuilder digits = new StringBuilder(random.nextBoolean() ? "+" : "");
    for (int length = random.nextInt(4, 17); length > 0; length--) {
      digits.append((char) ('0' + random.nextInt(10)));
    }
    return digits.toString();
  }
}
