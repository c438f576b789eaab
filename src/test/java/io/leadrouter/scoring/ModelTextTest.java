package io.leadrouter.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadrouter.domain.Feature;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelTextTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aModelThatIsReadBackPredictsTheSameToTheBit(long seed) throws InvalidModelException {
    Learner learner = new Learner();
    World world = new World(seed, -1);
    for (int i = 0; i < 2_000; i++) {
      World.Case next = world.next();
      learner.learn(next.features(), next.converted());
    }
    Model model = learner.model();
    String text = ModelText.write(model);
    Model again = ModelText.read(text);

    assertThat(ModelText.write(again)).isEqualTo(text);
    for (int i = 0; i < 200; i++) {
      List<Feature> lead = world.next().features();
      assertThat(again.predictor().orElseThrow().explain(lead))
          .isEqualTo(model.predictor().orElseThrow().explain(lead));
    }
  }

  @Test
  void aModelOfNothingIsReadBackToo() throws InvalidModelException {
    String text = ModelText.write(new Learner().model());

    assertThat(ModelText.write(ModelText.read(text))).isEqualTo(text);
  }

  @Test
  void theLargestModelThereCanBeFitsIntoARecord() {
    Random random = new Random(1);
    String longest = "漢".repeat(Feature.LONGEST);
    Map<String, Profile> profiles = new HashMap<>();
    for (int i = 0; i < Profiles.MOST; i++) {
      String name = (i + longest).substring(0, Feature.LONGEST);
      Spread spread = new Spread(Long.MAX_VALUE, number(random), number(random), number(random));
      profiles.put(name, new Profile(Long.MAX_VALUE, Long.MIN_VALUE, true, spread, number(random)));
    }
    List<Learnt> learnt = new ArrayList<>();
    for (int i = 0; i < 2 * Model.STRONGEST; i++) {
      learnt.add(new Learnt(longest + " = " + longest, number(random), Long.MAX_VALUE));
    }
    float[] weights = new float[Encoder.BUCKETS];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) random.nextGaussian();
    }
    Model largest =
        new Model(
            new Experience(Long.MAX_VALUE, Long.MAX_VALUE),
            new TrackRecord(number(random), number(random), number(random)),
            new Profiles(Long.MAX_VALUE, number(random), profiles),
            learnt,
            weights);

    assertThat(ModelText.write(largest).getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThanOrEqualTo(ModelText.LARGEST);
  }

  /** One that takes as many digits as any. */
  private static double number(Random random) {
    return -(1 + random.nextDouble()) * 1e-300;
  }

  @Test
  void whatIsSharedByFewIsNotRepeated() {
    Learner learner = new Learner();
    for (int i = 0; i < 200; i++) {
      learner.learn(
          List.of(
              new Feature.Word("attributes.note", i < 19 ? "call ann at home" : "note " + i),
              new Feature.Word("source", i % 2 == 0 ? "web" : "referral")),
          i < 60);
    }

    assertThat(ModelText.write(learner.model()))
        .contains("source = referral")
        .doesNotContain("ann")
        .doesNotContain("note 5");
  }

  @Test
  void whatIsNoModelIsRefusedWithTheLine() {
    String good = ModelText.write(new Learner().model());

    assertThatThrownBy(() -> ModelText.read("")).hasMessage("line 1: the text ends too early");
    assertThatThrownBy(() -> ModelText.read("id: acme\n"))
        .hasMessageStartingWith("line 1: not a model of this router");
    assertThatThrownBy(() -> ModelText.read(good.replace("experience\t0", "experience\tmany")))
        .hasMessage("line 2: not as a model is written: For input string: \"many\"");
    assertThatThrownBy(() -> ModelText.read(good.replace("experience\t0\t0", "experience\t0\t5")))
        .hasMessageContaining("line 2")
        .hasMessageContaining("5 conversions of 0 examples");
    assertThatThrownBy(() -> ModelText.read(good.replace("recent\t0.0", "recent\tNaN")))
        .hasMessage("line 3: not as a model is written: NaN is not a number");
    assertThatThrownBy(() -> ModelText.read(good.replace("leads\t", "reps\t")))
        .hasMessage("line 4: unknown line \"reps\"");
    assertThatThrownBy(() -> ModelText.read(good.replace("leads\t0\t0.0", "leads\t0")))
        .hasMessageStartingWith("line 4: not as a model is written");
    assertThatThrownBy(() -> ModelText.read(good.substring(0, good.length() - 200)))
        .isInstanceOf(InvalidModelException.class);
    assertThatThrownBy(() -> ModelText.read(good.substring(0, good.indexOf("weights"))))
        .hasMessage("line 5: the text ends too early");
  }
}
