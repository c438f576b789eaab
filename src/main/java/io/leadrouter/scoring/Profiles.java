package io.leadrouter.scoring;

import io.leadrouter.domain.Feature;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What leads have been like so far, as far as the next one is read by it. Attributes may have any
 * name: the first {@value #MOST} names have a profile, and the figures of others count as words.
 * Not thread-safe, unless nobody changes it.
 */
final class Profiles {

  static final int MOST = 256;

  /** A lead of so many times the usual length counts as one: nobody is more than so unusual. */
  private static final double LONGEST = 3;

  private final Map<String, Profile> byName = new HashMap<>();
  private long leads;
  private double squaredLength;

  Profiles() {
    this(0, 0, Map.of());
  }

  /**
   * @param leads so far
   * @param squaredLength mean of the squares of their inputs' lengths
   */
  Profiles(long leads, double squaredLength, Map<String, Profile> byName) {
    this.leads = leads;
    this.squaredLength = squaredLength;
    byName.forEach((name, profile) -> this.byName.put(name, profile.copy()));
  }

  Profiles copy() {
    return new Profiles(leads, squaredLength, byName);
  }

  void observe(List<Feature> features) {
    leads++;
    for (int i = 0; i < features.size(); i++) {
      Feature feature = features.get(i);
      Profile profile = byName.get(feature.name());
      if (profile == null && byName.size() < MOST) {
        profile = new Profile();
        byName.put(feature.name(), profile);
      }
      if (profile != null) {
        profile.observe(feature);
      }
    }
  }

  void observeLength(double squaredLength) {
    this.squaredLength += (squaredLength - this.squaredLength) / leads;
  }

  /** Null for a name that has none. */
  Profile of(String name) {
    return byName.get(name);
  }

  /** How many leads there were. */
  long leads() {
    return leads;
  }

  double squaredLength() {
    return squaredLength;
  }

  /**
   * What the inputs of a lead are divided by, so that they have length 1 in the mean, however many
   * features a business has, and none is much longer. Above 0.
   *
   * @param squaredLength of this lead's inputs
   */
  double scale(double squaredLength) {
    double scale = Math.sqrt(Math.max(this.squaredLength, squaredLength / (LONGEST * LONGEST)));
    return scale > 0 ? scale : 1;
  }

  /** In the order of their names. */
  SortedMap<String, Profile> byName() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(byName));
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(leads);
    out.writeDouble(squaredLength);
    out.writeInt(byName.size());
    for (Map.Entry<String, Profile> entry : byName().entrySet()) {
      out.writeUTF(entry.getKey());
      entry.getValue().write(out);
    }
  }

  static Profiles read(DataInput in) throws IOException {
    long leads = in.readLong();
    double squaredLength = in.readDouble();
    Map<String, Profile> byName = new HashMap<>();
    for (int count = in.readInt(); count > 0; count--) {
      String name = in.readUTF();
      byName.put(name, Profile.read(in));
    }
    return new Profiles(leads, squaredLength, byName);
  }
}
