package io.leadrouter.intake;

import io.leadrouter.domain.DataQuality;
import io.leadrouter.domain.Lead;
import io.leadrouter.domain.Problem;
import java.util.List;

/** Whether a lead can be used. Immutable. */
public sealed interface Admission {

  /**
   * The lead can be routed.
   *
   * @param lead normalised: what is there is valid, what was not usable is absent
   * @param quality how complete it is, and what was given but not usable
   */
  record Admitted(Lead lead, DataQuality quality) implements Admission {}

  /**
   * The lead cannot be routed.
   *
   * @param reasons every one of them, at least one
   */
  record Refused(List<Problem> reasons) implements Admission {

    public Refused {
      reasons = List.copyOf(reasons);
    }
  }
}
