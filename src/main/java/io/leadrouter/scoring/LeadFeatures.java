package io.leadrouter.scoring;

import io.leadrouter.domain.Account;
import io.leadrouter.domain.Company;
import io.leadrouter.domain.Consent;
import io.leadrouter.domain.DataQuality;
import io.leadrouter.domain.EngagementPoints;
import io.leadrouter.domain.Feature;
import io.leadrouter.domain.Lead;
import io.leadrouter.domain.Money;
import io.leadrouter.domain.Problem;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the outcome of a lead may depend on: all that is known of it when it is scored, its free
 * attributes included, but not who the person is. Nothing has to be configured; what is not known
 * is left out.
 */
public final class LeadFeatures {

  /** Attributes may be any number; beyond, those whose names come last are left out. */
  static final int MOST = 256;

  /** In small letters. Not all that Java takes for a number: 12d is none. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "[+-]?+(?:\\d{1,18}+(?:\\.\\d{0,18}+)?+|\\.\\d{1,18}+)(?:e[+-]?+\\d{1,3}+)?+");

  private static final AttributeNames ATTRIBUTE_NAMES = new AttributeNames();

  private final List<Feature> features = new ArrayList<>(48);

  private LeadFeatures() {}

  /**
   * The features of a lead, in a fixed order.
   *
   * @param engagement its points by kind of activity, which fade with {@code halfLife}
   * @return immutable; at most {@value #MOST}
   */
  public static List<Feature> of(
      Lead lead,
      Optional<Account> account,
      DataQuality quality,
      List<EngagementPoints> engagement,
      Duration halfLife,
      Instant now) {
    LeadFeatures features = new LeadFeatures();
    features.origin(lead);
    features.company(lead.company());
    account.ifPresent(features::account);
    features.quality(quality);
    for (EngagementPoints points : engagement) {
      features.figure("engagement." + points.kind(), Engagement.worth(points, now, halfLife));
    }
    // In order of their names: a map has none of its own.
    new TreeMap<>(lead.attributes())
        .forEach((name, value) -> features.word(ATTRIBUTE_NAMES.of(name), value));
    return List.copyOf(features.features);
  }

  private void origin(Lead lead) {
    word("source", lead.source());
    word("campaign", lead.campaign());
    word("product", lead.productInterest());
    word("stage", lead.funnelStage());
    word("country", lead.country());
    word("region", lead.region());
    word("language", lead.language());
    word("title", lead.person().title());
    if (lead.consent() != Consent.UNKNOWN) {
      word("consent", lead.consent().name());
    }
    ZonedDateTime submitted = lead.submittedAt().atZone(zone(lead));
    word("weekday", submitted.getDayOfWeek().name());
    figure("hour", submitted.getHour());
  }

  private static ZoneId zone(Lead lead) {
    try {
      return lead.timeZone().isEmpty() ? ZoneOffset.UTC : ZoneId.of(lead.timeZone());
    } catch (DateTimeException unknownHere) {
      // Intake knew it; a JDK with older rules may not.
      return ZoneOffset.UTC;
    }
  }

  private void company(Company company) {
    word("industry", company.industry());
    size("", company.employees(), company.revenue());
  }

  private void account(Account account) {
    word("account.lifecycle", account.lifecycle().name());
    word("account.segment", account.segment());
    word("account.industry", account.industry());
    word("account.country", account.country());
    size("account.", account.employees(), account.revenue());
  }

  private void size(String of, long employees, Optional<Money> revenue) {
    if (employees > 0) {
      figure(of + "employees", employees);
    }
    revenue.ifPresent(
        money -> figure(of + "revenue in " + money.currency(), money.amount().doubleValue()));
  }

  private void quality(DataQuality quality) {
    figure("data quality", quality.figure());
    for (Problem problem : quality.problems()) {
      word("problem with " + problem.field(), problem.code());
    }
  }

  /** What people write as a number is one: whether it counts or names, the outcomes will tell. */
  private void word(String name, String value) {
    Feature.Word word = new Feature.Word(name, value.toLowerCase(Locale.ROOT));
    double number = number(word.value());
    if (Double.isFinite(number)) {
      figure(name, number);
    } else if (!word.value().isEmpty()) {
      add(word);
    }
  }

  /** NaN for what is no number. */
  private static double number(String text) {
    // Most words begin with a letter, and a pattern takes longer than all the rest.
    boolean perhaps = !text.isEmpty() && text.charAt(0) <= '9';
    return perhaps && NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
  }

  private void figure(String name, double value) {
    if (Double.isFinite(value)) {
      add(new Feature.Figure(name, value));
    }
  }

  private void add(Feature feature) {
    if (features.size() < MOST) {
      features.add(feature);
    }
  }
}
