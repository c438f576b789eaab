package io.leadrouter.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.BrokerTest;
import io.leadrouter.BrokerTest.Broker;
import io.leadrouter.Patience;
import io.leadrouter.domain.Feature;
import io.leadrouter.domain.PublishedModel;
import io.leadrouter.domain.TrainingExample;
import io.leadrouter.domain.TrainingProgress;
import io.leadrouter.event.ScoringModel;
import io.leadrouter.event.Training;
import io.leadrouter.kafka.AvroSerde;
import io.leadrouter.kafka.StateSerde;
import io.leadrouter.kafka.Topic;
import io.leadrouter.recovery.Sabotage.Moment;
import io.leadrouter.scoring.Learner;
import io.leadrouter.scoring.ModelText;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever happens to who trains, each example is learnt once and in its place:
 *
 * <ol>
 *   <li>examples and corrections come all the time, more than the trainer writes down at once;
 *   <li>meanwhile a step fails and the thread is replaced, the instance crashes, or is restarted,
 *       with its disk or without;
 *   <li>an offline learner takes in the same examples: each version that was published is, to the
 *       bit, what it knew after as many.
 * </ol>
 */
@BrokerTest
@Timeout(240)
class TrainerTest {

  private static final int STRETCHES = 8;
  private static final int STRETCH = 2_000;

  @TempDir Path disk;

  private int disks;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void noExampleIsLostOrLearntTwice(long seed, Broker broker) {
    Random random = new Random(seed);
    List<TrainingExample> examples = examples(random);
    try (Site site = Site.standingStill(broker)) {
      Run run = new Run(site);
      for (int stretch = 0; stretch < STRETCHES; stretch++) {
        List<TrainingExample> next = examples.subList(stretch * STRETCH, (stretch + 1) * STRETCH);
        switch (random.nextInt(4)) {
          case 0 -> run.failsOnce(1 + random.nextInt(STRETCH), next);
          case 1 -> run.crashes(1 + random.nextInt(STRETCH), next);
          case 2 -> run.restarts(next, false);
          default -> run.restarts(next, true);
        }
      }
      List<PublishedModel> models = run.finish(examples.size());
      assertThat(models.stream().map(PublishedModel::version))
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, models.size()).mapToObj(Integer::toString).toList());
      knowWhatTheyShould(models, examples);
      assertThat(site.outputs().deadLetters()).isEmpty();
    }
  }

  private static void knowWhatTheyShould(
      List<PublishedModel> models, List<TrainingExample> examples) {
    Learner offline = new Learner();
    int known = 0;
    for (TrainingExample example : examples) {
      if (example.correction()) {
        offline.correct(example.features(), example.converted(), example.probability());
      } else {
        offline.learn(example.features(), example.converted());
      }
      // Corrections do not count: of the moments with as many examples, one has to be it.
      if (known < models.size()
          && models.get(known).examples() == offline.experience().examples()
          && models.get(known).text().equals(ModelText.write(offline.model()))) {
        known++;
      }
    }
    assertThat(known).as("models that know what they should").isEqualTo(models.size());
    assertThat(models.get(known - 1).text()).isEqualTo(ModelText.write(offline.model()));
  }

  /** One in ten takes back what was said before. */
  private static List<TrainingExample> examples(Random random) {
    List<TrainingExample> examples = new ArrayList<>();
    while (examples.size() < STRETCHES * STRETCH) {
      int size = examples.size();
      boolean correction = size > 0 && random.nextInt(10) == 0;
      if (correction) {
        TrainingExample earlier = examples.get(size - 1);
        examples.add(example(size, earlier.features(), !earlier.converted(), true));
      } else {
        int source = random.nextInt(30);
        List<Feature> features =
            List.of(
                new Feature.Word("source", "source-" + source),
                new Feature.Word("attributes.click", Integer.toHexString(random.nextInt())),
                new Feature.Figure("employees", random.nextInt(1_000)));
        examples.add(example(size, features, random.nextInt(60) < source, false));
      }
    }
    return examples;
  }

  private static TrainingExample example(
      int number, List<Feature> features, boolean converted, boolean correction) {
    return new TrainingExample(
        "l-" + number,
        features,
        converted,
        correction,
        Instant.EPOCH,
        Instant.EPOCH,
        "",
        number % 2 == 0 ? OptionalDouble.of(0.25) : OptionalDouble.empty());
  }

  /** An instance that trains, and what is done to it. */
  private final class Run {

    private final Site site;
    private final Deserializer<ScoringModel> models;
    private final Deserializer<TrainingProgress> progress =
        StateSerde.of(
                io.leadrouter.event.state.TrainingProgress.class, Training::read, Training::write)
            .deserializer();
    private final Sabotage sabotage;
    private Instance instance;

    Run(Site site) {
      this.site = site;
      models =
          AvroSerde.of(ScoringModel.class, site.config("any", disk, Map.of()).serdeConfig())
              .deserializer();
      sabotage = new Sabotage(site.clock());
      instance = start(false, StreamThreadExceptionResponse.REPLACE_THREAD);
    }

    private Instance start(boolean diskLost, StreamThreadExceptionResponse afterFailure) {
      disks += diskLost ? 1 : 0;
      return new Instance(
          site.config(Site.APPLICATION, disk.resolve("disk" + disks), Map.of()),
          sabotage,
          afterFailure);
    }

    void failsOnce(int step, List<TrainingExample> meanwhile) {
      // Whoever keeps global tables has no task, and is not replaced.
      sabotage.arm(
          Moment.STEP,
          step,
          task -> task.subtopology() < 0 ? null : new IllegalStateException("sabotage"));
      site.examples(meanwhile);
    }

    void crashes(int step, List<TrainingExample> meanwhile) {
      sabotage.disarm();
      instance.close();
      instance = start(false, StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
      sabotage.arm(Moment.STEP, step, task -> new IllegalStateException("crash"));
      site.examples(meanwhile);
      Patience.await().until(() -> instance.state() == KafkaStreams.State.ERROR);
      instance.close();
      instance = start(false, StreamThreadExceptionResponse.REPLACE_THREAD);
    }

    void restarts(List<TrainingExample> meanwhile, boolean diskLost) {
      site.examples(meanwhile);
      sabotage.disarm();
      instance.close();
      instance = start(diskLost, StreamThreadExceptionResponse.REPLACE_THREAD);
    }

    /** The versions that were published, in their order, once the last knows everything. */
    List<PublishedModel> finish(int lessons) {
      Patience.await()
          .pollInterval(Duration.ofSeconds(1))
          .atMost(Duration.ofSeconds(90))
          .until(
              () -> {
                site.passes(Duration.ofMinutes(2));
                return learnt() == lessons;
              });
      instance.close();
      return published();
    }

    private long learnt() {
      return Committed.latest(site, Site.APPLICATION + "-training-progress-changelog")
          .values()
          .stream()
          .mapToLong(bytes -> progress.deserialize("any", bytes).lessons())
          .sum();
    }

    private List<PublishedModel> published() {
      return Committed.records(site, Topic.SCORING_MODELS.bareName()).stream()
          .filter(record -> record.value() != null)
          .map(record -> models.deserialize(record.topic(), record.value()))
          .map(Training::read)
          .toList();
    }
  }
}
