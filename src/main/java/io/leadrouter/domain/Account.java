package io.leadrouter.domain;

import java.util.List;
import java.util.Optional;

/**
 * A known company. Absent text is the empty string; an unknown number of employees is 0.
 *
 * @param owners the first of a role ranks highest
 */
public record Account(
    String accountId,
    List<String> domains,
    String name,
    List<AccountOwner> owners,
    Lifecycle lifecycle,
    String segment,
    String industry,
    long employees,
    Optional<Money> revenue,
    String country) {

  public Account {
    domains = List.copyOf(domains);
    owners = List.copyOf(owners);
  }
}
