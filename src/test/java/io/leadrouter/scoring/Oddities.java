package io.leadrouter.scoring;

import io.leadrouter.domain.Feature;
import io.leadrouter.domain.Feature.Figure;
import io.leadrouter.domain.Feature.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Leads as nobody expects them: extreme figures, unreadable words, none or far too many of them.
 */
final class Oddities {

  private static final double[] FIGURES = {
    0,
    -0.0,
    1,
    -1,
    1e-300,
    Double.MIN_VALUE,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    1e308,
    1e18,
    Long.MIN_VALUE,
    0.1
  };
  private static final String[] WORDS = {
    "",
    " ",
    "NaN",
    "Infinity",
    "1e999",
    "\t\n\u0000",
    "\ud83d",
    "\ude00\ud83d",
    "漢字".repeat(50),
    "x".repeat(100_000),
    "a\tb\nc",
    "\ud83d\ude00".repeat(40),
    "constant"
  };

  private final Random random;

  Oddities(long seed) {
    random = new Random(seed);
  }

  List<Feature> lead() {
    int most = random.nextInt(20) == 0 ? 400 : random.nextInt(12);
    List<Feature> features = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      features.add(random.nextBoolean() ? word() : figure());
    }
    return features;
  }

  boolean converts() {
    return random.nextInt(3) == 0;
  }

  private Feature word() {
    return new Word(name(), random.nextBoolean() ? text() : Integer.toString(random.nextInt()));
  }

  private Feature figure() {
    double scaled = random.nextGaussian() * Math.pow(10, random.nextInt(600) - 300);
    return new Figure(name(), random.nextBoolean() ? FIGURES[random.nextInt(12)] : scaled);
  }

  private String name() {
    return switch (random.nextInt(3)) {
      case 0 -> text();
      case 1 -> "n" + random.nextInt(8);
      default -> "n" + random.nextInt();
    };
  }

  private String text() {
    return WORDS[random.nextInt(WORDS.length)];
  }
}
