package io.leadrouter.policy;

import java.util.Optional;
import java.util.stream.Stream;

/** Why a rep returns a lead that could not have been worked on by anybody in its place. */
public enum ReturnReason {
  /** Nobody is reached by the number or the address. */
  BAD_CONTACT_DATA,
  /** The same person or company is somebody's already. */
  DUPLICATE,
  /** Of a place that the team does not sell in. */
  OUT_OF_TERRITORY,
  /** Somebody who does not buy: a student, a job seeker, a supplier. */
  WRONG_PERSONA,
  /** Of a competitor. */
  COMPETITOR,
  /** Nobody's interest in anything. */
  SPAM;

  /** As connectors write it, such as {@code bad-contact-data}. */
  public String code() {
    return Label.of(this);
  }

  /** The one of that code; empty: a reason that is not the lead's fault, or no reason. */
  public static Optional<ReturnReason> of(String code) {
    return Stream.of(values()).filter(reason -> reason.code().equals(code)).findFirst();
  }
}
