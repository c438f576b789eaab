package io.leadrouter.topology;

import io.leadrouter.domain.Lesson;
import io.leadrouter.domain.PublishedModel;
import io.leadrouter.domain.TrainingProgress;
import io.leadrouter.event.ScoringModel;
import io.leadrouter.event.Training;
import io.leadrouter.event.TrainingExample;
import io.leadrouter.scoring.Experience;
import io.leadrouter.scoring.Learner;
import io.leadrouter.scoring.ModelText;
import io.leadrouter.scoring.TrackRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns from every example in their order, and publishes what it has learnt: soon after many
 * examples, and a minute after one. It goes on from what it knows itself, whichever model is in
 * force. The last {@value #KEPT} versions stay, and the pinned one.
 */
final class TrainModel implements Processor<String, TrainingExample, String, ScoringModel> {

  private static final Logger LOG = LoggerFactory.getLogger(TrainModel.class);

  static final int KEPT = 10;

  /** A model is as large as a thousand examples: nobody needs one more often. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

  private static final int MANY = 100;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final String LATEST = "latest";

  private final ModelBook models;
  private final RouterObserver observer;
  private ProcessorContext<String, ScoringModel> context;
  private KeyValueStore<String, TrainingProgress> store;
  private LearnerMemory memory;
  private Learner learner;
  private TrainingProgress progress;

  TrainModel(ModelBook models, RouterObserver observer) {
    this.models = models;
    this.observer = observer;
  }

  /** Also called on this same object when a task is revived: nothing of before may be left. */
  @Override
  public void init(ProcessorContext<String, ScoringModel> context) {
    this.context = context;
    store = context.getStateStore(StateStores.TRAINING_PROGRESS);
    progress = Optional.ofNullable(store.get(LATEST)).orElse(TrainingProgress.NONE);
    memory = new LearnerMemory(context);
    learner = memory.recall();
    context.schedule(LOOK_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> look());
  }

  @Override
  public void process(Record<String, TrainingExample> record) {
    if (record.value() == null) {
      return; // nobody sends one, and nothing is said by it
    }
    taught(record.value()).ifPresent(lesson -> memory.keep(lesson, learner));
  }

  /** What the learner has just learnt; empty of an example that cannot be learnt. */
  private Optional<Lesson> taught(TrainingExample example) {
    try {
      Lesson lesson = Lesson.of(learner.lessons() + 1, Training.read(example));
      LearnerMemory.teach(learner, lesson);
      return Optional.of(lesson);
    } catch (RuntimeException e) {
      // Nobody foresaw this one; let through, it would come back for ever.
      LOG.error("An example cannot be learnt and is left out", Redacted.of(e));
      observer.exampleFailed();
      learner = memory.recall();
      return Optional.empty();
    }
  }

  private void look() {
    Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
    long fresh = learner.lessons() - progress.lessons();
    boolean longAgo = !now.isBefore(progress.publishedAt().plus(PATIENCE));
    if (fresh >= MANY || fresh > 0 && longAgo) {
      publish(now);
    }
    observe();
  }

  private void publish(Instant now) {
    int newest = Math.max(progress.version(), models.newestTrained());
    Experience experience = learner.experience();
    PublishedModel model =
        PublishedModel.trained(
            newest + 1,
            ModelText.write(learner.model()),
            experience.examples(),
            experience.conversions(),
            now);
    send(model.key(), Training.write(model), now);
    for (int number : models.trained()) {
      String version = Integer.toString(number);
      if (number <= newest + 1 - KEPT && !models.pinned().equals(Optional.of(version))) {
        send(version, null, now);
      }
    }
    progress = new TrainingProgress(newest + 1, learner.lessons(), now);
    store.put(LATEST, progress);
  }

  private void observe() {
    Experience experience = learner.experience();
    TrackRecord recent = learner.trackRecord();
    observer.learnt(
        new RouterObserver.Progress(
            experience.examples(),
            experience.conversions(),
            recent.logLoss(),
            recent.logLossOfRate(),
            recent.predicted(),
            recent.converted()));
  }

  @Override
  public void close() {
    observer.trainerLeft();
  }

  private void send(String key, ScoringModel model, Instant now) {
    context.forward(new Record<>(key, model, now.toEpochMilli()), Nodes.PUBLISH_MODEL);
  }
}
