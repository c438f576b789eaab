package io.leadrouter.kafka;

import io.leadrouter.event.Company;
import io.leadrouter.event.Consent;
import io.leadrouter.event.Lead;
import io.leadrouter.event.Money;
import io.leadrouter.event.Person;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Leads with every field now set, now absent; the same for the same seed. */
final class RandomLeads {

  private final Random random;

  RandomLeads(long seed) {
    random = new Random(seed);
  }

  Lead next() {
    return new Lead(
        text(),
        text(),
        text(),
        maybe(),
        Instant.EPOCH.plus(random.nextLong() >> 12, ChronoUnit.MICROS),
        random.nextInt(5) == 0 ? null : new Person(maybe(), maybe(), maybe(), maybe(), maybe()),
        random.nextInt(5) == 0 ? null : company(),
        maybe(),
        maybe(),
        maybe(),
        maybe(),
        maybe(),
        maybe(),
        maybe(),
        Consent.values()[random.nextInt(Consent.values().length)],
        maybe(),
        attributes(),
        random.nextBoolean(),
        null);
  }

  private Company company() {
    Money revenue =
        random.nextBoolean()
            ? null
            : new Money(new BigDecimal(new BigInteger(60, random), 4).negate(), "EUR");
    Long employees = random.nextBoolean() ? null : random.nextLong();
    return new Company(maybe(), maybe(), maybe(), employees, revenue);
  }

  private Map<String, String> attributes() {
    Map<String, String> attributes = new TreeMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      attributes.put(text(), text());
    }
    return attributes;
  }

  private String maybe() {
    return random.nextInt(3) == 0 ? null : text();
  }

  // Up to more than a kilobyte, and beyond the basic plane, so that buffers have to grow.
  private String text() {
    int length = random.nextInt(50) == 0 ? 1500 : random.nextInt(12);
    return random
        .ints(length, 1, 0x1F9FF)
        .filter(each -> each < Character.MIN_SURROGATE || each > Character.MAX_SURROGATE)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
