package io.leadrouter.scoring;

import io.leadrouter.domain.Feature;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What the buckets of a model stand for in words. Only what {@value #SHARED} leads have shared is
 * named, so that a model never repeats what one person wrote into a form; where two features share
 * a bucket, the first to get there names it. Not thread-safe.
 */
final class Glossary {

  static final int SHARED = 20;

  private final long[] leads = new long[Encoder.BUCKETS];
  private final String[] texts = new String[Encoder.BUCKETS];

  /** Takes in a lead: its features, and the inputs that they became. */
  void observe(List<Feature> features, Encoder inputs) {
    int latest = -1;
    for (int i = 0; i < inputs.size(); i++) {
      int number = inputs.feature(i);
      // Of a figure's inputs the first says most, and has a meaning of its own.
      if (number != latest && number < features.size()) {
        int bucket = inputs.bucket(i);
        if (++leads[bucket] == SHARED) {
          texts[bucket] = text(features.get(number));
        }
      }
      latest = number;
    }
  }

  private static String text(Feature feature) {
    return feature instanceof Feature.Word word ? word.text() : feature.name() + ", the more";
  }

  /**
   * What moves the log-odds most, that way and this.
   *
   * @param scale what inputs are divided by
   * @param each at most so many for a conversion, and so many against; the strongest first
   */
  List<Learnt> strongest(Weights weights, double scale, int each) {
    List<Learnt> known = new ArrayList<>();
    for (int bucket = 0; bucket < texts.length; bucket++) {
      if (texts[bucket] != null) {
        known.add(new Learnt(texts[bucket], weights.of(bucket) / scale, leads[bucket]));
      }
    }
    known.sort(Comparator.comparingDouble(Learnt::logOdds).thenComparing(Learnt::text));
    List<Learnt> strongest = new ArrayList<>();
    for (int i = known.size() - 1; i >= 0 && strongest.size() < each; i--) {
      if (known.get(i).logOdds() > 0) {
        strongest.add(known.get(i));
      }
    }
    known.stream().filter(learnt -> learnt.logOdds() < 0).limit(each).forEach(strongest::add);
    return strongest;
  }

  void write(DataOutput out) throws IOException {
    for (int bucket = 0; bucket < leads.length; bucket++) {
      if (leads[bucket] > 0) {
        out.writeInt(bucket);
        out.writeLong(leads[bucket]);
        if (leads[bucket] >= SHARED) {
          out.writeUTF(texts[bucket]);
        }
      }
    }
    out.writeInt(leads.length);
  }

  /** Reads what {@link #write} wrote; for one that has not observed anything yet. */
  void read(DataInput in) throws IOException {
    for (int bucket = in.readInt(); bucket != leads.length; bucket = in.readInt()) {
      leads[bucket] = in.readLong();
      if (leads[bucket] >= SHARED) {
        texts[bucket] = in.readUTF();
      }
    }
  }
}
