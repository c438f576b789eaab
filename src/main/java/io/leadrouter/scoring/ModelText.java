package io.leadrouter.scoring;

import io.leadrouter.domain.Tidy;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * A model as a file that people can read and programs can read back, to the bit: lines of fields
 * between tabs, the strongest features in words, and last all weights in base64 (little-endian
 * 32-bit floats). In UTF-8 at most {@value #LARGEST} bytes, whatever was learnt, so that it fits
 * into a record of Kafka's.
 */
public final class ModelText {

  /** In bytes of UTF-8. */
  public static final int LARGEST = 500_000;

  private static final String TITLE = "lead-router-model\t1";
  private static final String WEIGHTS = "weights";
  private static final int BYTES_PER_LINE = 57;

  private ModelText() {}

  /** Writes a model. */
  public static String write(Model model) {
    StringBuilder text = new StringBuilder(400_000);
    Experience experience = model.experience();
    TrackRecord recent = model.trackRecord();
    Profiles profiles = model.profiles();
    line(text, TITLE);
    line(text, "experience", experience.examples(), experience.conversions());
    line(text, "recent", recent.logLoss(), recent.predicted(), recent.converted());
    line(text, "leads", profiles.leads(), profiles.squaredLength());
    for (Learnt learnt : model.strongest()) {
      line(text, "learnt", learnt.text(), learnt.logOdds(), learnt.leads());
    }
    for (Map.Entry<String, Profile> entry : profiles.byName().entrySet()) {
      Profile profile = entry.getValue();
      Spread spread = profile.spread();
      line(
          text,
          "feature",
          entry.getKey(),
          profile.leads(),
          profile.first(),
          profile.varies(),
          profile.usual(),
          spread.count(),
          spread.size(),
          spread.mean(),
          spread.squares());
    }
    line(text, WEIGHTS);
    ByteBuffer weights =
        ByteBuffer.allocate(Encoder.BUCKETS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int bucket = 0; bucket < Encoder.BUCKETS; bucket++) {
      weights.putFloat((float) model.weight(bucket));
    }
    Base64.Encoder base64 = Base64.getMimeEncoder(BYTES_PER_LINE / 3 * 4, new byte[] {'\n'});
    line(text, base64.encodeToString(weights.array()));
    return text.toString();
  }

  private static void line(StringBuilder text, Object... fields) {
    for (int i = 0; i < fields.length; i++) {
      text.append(i == 0 ? "" : "\t").append(fields[i]);
    }
    text.append('\n');
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws InvalidModelException where it is something else, with the line
   */
  public static Model read(String text) throws InvalidModelException {
    Lines lines = new Lines(text.lines().iterator());
    if (!lines.next().equals(TITLE)) {
      throw lines.invalid("not a model of this router: it has to begin with \"" + TITLE + "\"");
    }
    try {
      return read(lines);
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw lines.invalid("not as a model is written: " + e.getMessage());
    }
  }

  private static Model read(Lines lines) throws InvalidModelException {
    Experience experience = null;
    TrackRecord recent = null;
    long leads = 0;
    double squaredLength = 0;
    List<Learnt> strongest = new ArrayList<>();
    Map<String, Profile> profiles = new HashMap<>();
    for (String line = lines.next(); !line.equals(WEIGHTS); line = lines.next()) {
      String[] fields = line.split("\t", -1);
      switch (fields[0]) {
        case "experience" -> experience = new Experience(whole(fields[1]), whole(fields[2]));
        case "recent" ->
            recent = new TrackRecord(number(fields[1]), number(fields[2]), number(fields[3]));
        case "leads" -> {
          leads = whole(fields[1]);
          squaredLength = number(fields[2]);
        }
        case "learnt" -> strongest.add(new Learnt(fields[1], number(fields[2]), whole(fields[3])));
        case "feature" -> profiles.put(fields[1], profile(fields));
        default -> throw lines.invalid("unknown line \"" + Tidy.text(fields[0], 20) + "\"");
      }
    }
    if (experience == null || recent == null) {
      throw lines.invalid("lines experience and recent have to come before the weights");
    }
    return new Model(
        experience,
        recent,
        new Profiles(leads, squaredLength, profiles),
        strongest,
        weights(lines));
  }

  private static Profile profile(String[] fields) {
    return new Profile(
        whole(fields[2]),
        Long.parseLong(fields[3]),
        fields[4].equals("true"),
        new Spread(whole(fields[6]), number(fields[7]), number(fields[8]), number(fields[9])),
        number(fields[5]));
  }

  private static float[] weights(Lines lines) throws InvalidModelException {
    byte[] bytes = Base64.getDecoder().decode(lines.rest());
    if (bytes.length != Encoder.BUCKETS * Float.BYTES) {
      throw lines.invalid(
          "%d bytes of weights instead of %d"
              .formatted(bytes.length, Encoder.BUCKETS * Float.BYTES));
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    float[] weights = new float[Encoder.BUCKETS];
    for (int bucket = 0; bucket < weights.length; bucket++) {
      weights[bucket] = buffer.getFloat();
      if (!Float.isFinite(weights[bucket])) {
        throw lines.invalid("a weight is not a number");
      }
    }
    return weights;
  }

  private static long whole(String field) {
    long count = Long.parseLong(field);
    if (count < 0) {
      throw new IllegalArgumentException(field + " is below 0");
    }
    return count;
  }

  private static double number(String field) {
    double number = Double.parseDouble(field);
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException(field + " is not a number");
    }
    return number;
  }

  /** The lines of a text, counted. */
  private static final class Lines {

    private final Iterator<String> lines;
    private int number;

    Lines(Iterator<String> lines) {
      this.lines = lines;
    }

    String next() throws InvalidModelException {
      number++;
      if (!lines.hasNext()) {
        throw invalid("the text ends too early");
      }
      return lines.next();
    }

    String rest() {
      StringBuilder rest = new StringBuilder();
      while (lines.hasNext()) {
        number++;
        rest.append(lines.next());
      }
      return rest.toString();
    }

    InvalidModelException invalid(String problem) {
      return new InvalidModelException(number, problem);
    }
  }
}
