package io.leadrouter.scoring;

import io.leadrouter.domain.Feature;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What the values of one feature have been like so far. Not thread-safe, unless nobody changes it.
 */
final class Profile {

  /** What is usual is the mean of about so many of the latest leads that have the feature. */
  private static final double MEMORY = 1_000;

  private long leads;
  private long first;
  private boolean varies;
  private Spread spread;
  private double usual;

  Profile() {
    this(0, 0, false, Spread.NONE, 0);
  }

  Profile(long leads, long first, boolean varies, Spread spread, double usual) {
    this.leads = leads;
    this.first = first;
    this.varies = varies;
    this.spread = spread;
    this.usual = usual;
  }

  Profile copy() {
    return new Profile(leads, first, varies, spread, usual);
  }

  void observe(Feature feature) {
    long value;
    if (feature instanceof Feature.Figure figure) {
      spread = spread.with(figure.value());
      value = Double.doubleToLongBits(figure.value());
    } else {
      value = Hash.of(((Feature.Word) feature).value());
    }
    first = leads == 0 ? value : first;
    varies |= value != first;
    leads++;
  }

  /** Takes in what the feature added to the log-odds of a lead. */
  void observeContribution(double logOdds) {
    usual += (logOdds - usual) / Math.min(leads, MEMORY);
  }

  /**
   * Whether it can tell leads apart. What all so far had in common cannot: it would only be another
   * intercept.
   *
   * @param all leads so far
   */
  boolean tellsApart(long all) {
    return varies || leads < all;
  }

  /** How many leads had it. */
  long leads() {
    return leads;
  }

  /** Stands for the value of the first. */
  long first() {
    return first;
  }

  /** Whether any had another value than the first. */
  boolean varies() {
    return varies;
  }

  /** Where its values lie, as far as they are figures. */
  Spread spread() {
    return spread;
  }

  /**
   * What it adds to the log-odds of a usual lead, so that a reason can say what sets this lead
   * apart: that everybody speaks English is no reason.
   */
  double usual() {
    return usual;
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(leads);
    out.writeLong(first);
    out.writeBoolean(varies);
    spread.write(out);
    out.writeDouble(usual);
  }

  static Profile read(DataInput in) throws IOException {
    return new Profile(
        in.readLong(), in.readLong(), in.readBoolean(), Spread.read(in), in.readDouble());
  }
}
