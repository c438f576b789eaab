package io.leadrouter.intake;

import io.leadrouter.domain.Holder;
import io.leadrouter.domain.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether it can be used what a lead's report says of who has it. Thread-safe, never throws. */
public final class HolderIntake {

  private static final Problem NOBODY =
      new Problem(
          "holder.repId", "missing", "holder.repId is blank; name the rep who has the lead");

  private HolderIntake() {}

  /** Every reason why it cannot be used; none: it can, or nobody has the lead. */
  public static List<Problem> problems(Optional<Holder> holder) {
    if (holder.isEmpty()) {
      return List.of();
    }
    List<Problem> problems = new ArrayList<>(0);
    if (holder.get().repId().isBlank()) {
      problems.add(NOBODY);
    }
    holder
        .get()
        .assignedAt()
        .ifPresent(at -> Identity.checkTime("holder.assignedAt", at, problems));
    holder
        .get()
        .acceptedAt()
        .ifPresent(at -> Identity.checkTime("holder.acceptedAt", at, problems));
    return List.copyOf(problems);
  }
}
