package io.leadrouter.sandbox;

/** What a record of the sample's leads is, and how many of a hundred are it. */
enum Kind {
  /** A person who was not seen before. */
  FRESH(83),
  /** The same event once more, as a platform sends it that got no answer. */
  DUPLICATE(3),
  /** The same content under a new event id. */
  REPEATED(1),
  /** The same person with other data. */
  CORRECTED(3),
  /** A person of long ago who asks again; by then the first cycle is usually closed. */
  RETURNING(2),
  /** Readable, but nobody can be reached, or the record says nothing of its source or its id. */
  UNUSABLE(3),
  /** Not readable. */
  UNREADABLE(1),
  /** Must not be contacted. */
  CONSENT_DENIED(2),
  /** Somebody of marketing tries a form. */
  TEST(2);

  private final int perHundred;

  Kind(int perHundred) {
    this.perHundred = perHundred;
  }

  int perHundred() {
    return perHundred;
  }

  /** Whether it speaks of a lead that an earlier record brought. */
  boolean needsAnEarlierLead() {
    return switch (this) {
      case DUPLICATE, REPEATED, CORRECTED, RETURNING -> true;
      case FRESH, UNUSABLE, UNREADABLE, CONSENT_DENIED, TEST -> false;
    };
  }
}
