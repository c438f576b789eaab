package io.leadrouter.domain;

import java.util.Optional;

/** Where a person works. Absent text is the empty string; an unknown number of employees is 0. */
public record Company(
    String name, String domain, String industry, long employees, Optional<Money> revenue) {

  public static final Company UNKNOWN = new Company("", "", "", 0, Optional.empty());
}
