package io.leadrouter.cli;

import io.leadrouter.scoring.Learnt;
import io.leadrouter.scoring.Model;
import io.leadrouter.scoring.TrackRecord;
import java.io.PrintWriter;
import java.util.Locale;

/** What a model has learnt, for people. */
final class ModelReport {

  /** Less moves nothing: it would be printed as 0. */
  private static final double LEAST_SHOWN = 0.005;

  private ModelReport() {}

  static void print(Model model, PrintWriter out) {
    TrackRecord recent = model.trackRecord();
    out.println(experience(model));
    out.printf(
        Locale.ROOT,
        "lately: log loss %.4f (%.4f by the rate alone), predicted %.2f %%, converted %.2f %%%n%n",
        recent.logLoss(),
        recent.logLossOfRate(),
        100 * recent.predicted(),
        100 * recent.converted());
    for (Learnt learnt : model.strongest()) {
      if (Math.abs(learnt.logOdds()) >= LEAST_SHOWN) {
        out.printf(
            Locale.ROOT,
            "%+7.2f  %s (%,d leads)%n",
            learnt.logOdds(),
            learnt.text(),
            learnt.leads());
      }
    }
  }

  /** How much it was learnt from, and who decides while that is too little. */
  static String experience(Model model) {
    String text = model.experience().text();
    return model.experience().isEnough() ? text : text + ": the scorecard decides";
  }
}
