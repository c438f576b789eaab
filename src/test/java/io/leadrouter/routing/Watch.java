package io.leadrouter.routing;

import io.leadrouter.domain.Decision;
import io.leadrouter.domain.LedgerEntry;
import java.util.List;
import java.util.function.Consumer;

/** Several guarantees as one, which says of each failure which of them it was. */
record Watch(List<Guarantee> guarantees) implements Guarantee {

  /** One of the guarantees does not hold. */
  static final class NotHeld extends AssertionError {

    private static final long serialVersionUID = 1;

    private final String guarantee;

    private NotHeld(Guarantee guarantee, AssertionError cause) {
      super(cause.getMessage(), cause);
      this.guarantee = guarantee.getClass().getSimpleName();
    }

    String guarantee() {
      return guarantee;
    }
  }

  private void each(Consumer<Guarantee> happening) {
    for (Guarantee guarantee : guarantees) {
      try {
        happening.accept(guarantee);
      } catch (AssertionError e) {
        throw new NotHeld(guarantee, e);
      }
    }
  }

  @Override
  public void chose(Choosing choosing) {
    each(guarantee -> guarantee.chose(choosing));
  }

  @Override
  public void gaveUp(Decision decision, List<String> couldHaveTaken) {
    each(guarantee -> guarantee.gaveUp(decision, couldHaveTaken));
  }

  @Override
  public void decided(Replay replay, Decision decision) {
    each(guarantee -> guarantee.decided(replay, decision));
  }

  @Override
  public void entered(Replay replay, LedgerEntry entry) {
    each(guarantee -> guarantee.entered(replay, entry));
  }

  @Override
  public void idle(Verdict verdict) {
    each(guarantee -> guarantee.idle(verdict));
  }

  @Override
  public void saved(Business business, Branch branch) {
    each(guarantee -> guarantee.saved(business, branch));
  }

  @Override
  public void after(Scene scene) {
    each(guarantee -> guarantee.after(scene));
  }
}
