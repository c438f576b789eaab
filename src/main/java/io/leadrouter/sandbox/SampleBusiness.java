package io.leadrouter.sandbox;

import io.leadrouter.domain.Account;
import io.leadrouter.domain.AccountOwner;
import io.leadrouter.domain.Caps;
import io.leadrouter.domain.Lifecycle;
import io.leadrouter.domain.Money;
import io.leadrouter.domain.Rep;
import io.leadrouter.domain.RepStatus;
import io.leadrouter.policy.InvalidPolicyException;
import io.leadrouter.policy.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The sample's own company: its policy, its reps, and the accounts it knows, as the files beside
 * this class say. Immutable.
 *
 * @param policy YAML
 */
record SampleBusiness(String policy, List<Rep> reps, List<Account> accounts) {

  private static final Map<String, String> CURRENCIES =
      Map.of("US", "USD", "CA", "CAD", "GB", "GBP", "BR", "BRL", "AU", "AUD", "JP", "JPY");

  static SampleBusiness load() {
    return new SampleBusiness(
        read("policy.yaml"),
        entries("reps.yaml", SampleBusiness::rep),
        entries("accounts.yaml", SampleBusiness::account));
  }

  /** As the policy itself says. */
  String policyId() {
    try {
      return Policy.parse("policy.yaml", policy, 1).id();
    } catch (InvalidPolicyException e) {
      throw new IllegalStateException("Whoever chose the policy has checked it", e);
    }
  }

  /** The same company, working by another policy. */
  SampleBusiness by(String policy) {
    return new SampleBusiness(policy, reps, accounts);
  }

  private static Rep rep(Map<String, Object> entry) {
    Object cap = entry.get("openLeads");
    return new Rep(
        text(entry, "repId"),
        text(entry, "name"),
        text(entry, "email"),
        text(entry, "group"),
        RepStatus.valueOf(text(entry, "status")),
        (int) entry.get("weight"),
        Caps.openLeads(cap == null ? OptionalInt.empty() : OptionalInt.of((int) cap)),
        OptionalInt.empty(),
        Set.copyOf(texts(entry, "skills")),
        Set.copyOf(texts(entry, "languages")),
        Set.copyOf(texts(entry, "territories")),
        Set.of(),
        ZoneId.of(text(entry, "timeZone")),
        text(entry, "holidayRegion"),
        List.of(),
        List.of(),
        "");
  }

  private static Account account(Map<String, Object> entry) {
    String country = text(entry, "country");
    BigDecimal millions = BigDecimal.valueOf((int) entry.get("revenue"));
    return new Account(
        text(entry, "accountId"),
        texts(entry, "domains"),
        text(entry, "name"),
        Stream.of("account-executive", "customer-success")
            .filter(entry::containsKey)
            .map(role -> new AccountOwner(role, text(entry, role)))
            .toList(),
        Lifecycle.valueOf(text(entry, "lifecycle")),
        text(entry, "segment"),
        text(entry, "industry"),
        (int) entry.get("employees"),
        Optional.of(new Money(millions.movePointRight(6), CURRENCIES.getOrDefault(country, "EUR"))),
        country);
  }

  private static String text(Map<String, Object> entry, String field) {
    return (String) entry.get(field);
  }

  private static List<String> texts(Map<String, Object> entry, String field) {
    return ((List<?>) entry.get(field)).stream().map(String.class::cast).toList();
  }

  private static <T> List<T> entries(String file, Function<Map<String, Object>, T> read) {
    @SuppressWarnings("unchecked")
    List<Map<String, Object>> entries =
        (List<Map<String, Object>>)
            new Load(LoadSettings.builder().setLabel(file).build()).loadFromString(read(file));
    return entries.stream().map(read).toList();
  }

  private static String read(String file) {
    try (InputStream in = SampleBusiness.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
