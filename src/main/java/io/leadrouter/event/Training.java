package io.leadrouter.event;

import io.leadrouter.domain.PublishedModel;
import io.leadrouter.event.state.Fate;
import io.leadrouter.event.state.LeadExample;
import io.leadrouter.event.state.Lesson;
import io.leadrouter.event.state.TrainingProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Training examples, the models made of them and what the trainer keeps, between the contract and
 * the domain.
 */
public final class Training {

  private Training() {}

  public static io.leadrouter.domain.TrainingExample read(TrainingExample example) {
    return new io.leadrouter.domain.TrainingExample(
        example.getLeadId(),
        features(example.getFeatures()),
        example.getConverted(),
        example.getCorrection(),
        example.getScoredAt(),
        example.getKnownAt(),
        Absent.text(example.getModelVersion()),
        Absent.number(example.getProbability()));
  }

  public static TrainingExample write(io.leadrouter.domain.TrainingExample example) {
    return new TrainingExample(
        example.leadId(),
        Each.of(example.features(), Training::write),
        example.converted(),
        example.correction(),
        example.scoredAt(),
        example.knownAt(),
        Absent.orNull(example.modelVersion()),
        Absent.orNull(example.probability()));
  }

  /** What is neither a word nor a figure says nothing, and is left out. */
  private static List<io.leadrouter.domain.Feature> features(List<Feature> features) {
    List<io.leadrouter.domain.Feature> read = new ArrayList<>(features.size());
    for (Feature feature : features) {
      if (feature.getWord() != null) {
        read.add(new io.leadrouter.domain.Feature.Word(feature.getName(), feature.getWord()));
      } else if (feature.getFigure() != null && Double.isFinite(feature.getFigure())) {
        read.add(new io.leadrouter.domain.Feature.Figure(feature.getName(), feature.getFigure()));
      }
    }
    return read;
  }

  private static Feature write(io.leadrouter.domain.Feature feature) {
    return feature instanceof io.leadrouter.domain.Feature.Word word
        ? new Feature(word.name(), word.value(), null)
        : new Feature(
            feature.name(), null, ((io.leadrouter.domain.Feature.Figure) feature).value());
  }

  public static io.leadrouter.domain.Lesson read(Lesson lesson) {
    return new io.leadrouter.domain.Lesson(
        lesson.getNumber(),
        features(lesson.getFeatures()),
        lesson.getConverted(),
        lesson.getCorrection(),
        Absent.number(lesson.getProbability()));
  }

  public static Lesson write(io.leadrouter.domain.Lesson lesson) {
    return new Lesson(
        lesson.number(),
        Each.of(lesson.features(), Training::write),
        lesson.converted(),
        lesson.correction(),
        Absent.orNull(lesson.probability()));
  }

  public static io.leadrouter.domain.TrainingProgress read(TrainingProgress progress) {
    return new io.leadrouter.domain.TrainingProgress(
        progress.getVersion(), progress.getLessons(), progress.getPublishedAt());
  }

  public static TrainingProgress write(io.leadrouter.domain.TrainingProgress progress) {
    return new TrainingProgress(progress.version(), progress.lessons(), progress.publishedAt());
  }

  public static io.leadrouter.domain.LeadExample read(LeadExample example) {
    return new io.leadrouter.domain.LeadExample(
        example.getLeadId(),
        features(example.getFeatures()),
        example.getScoredAt(),
        Estimates.read(example.getProbability(), example.getModelVersion()),
        example.getIdentities(),
        example.getReturned(),
        io.leadrouter.domain.Fate.valueOf(example.getFate().name()),
        Optional.ofNullable(example.getTaught()),
        Optional.ofNullable(example.getDue()),
        example.getRecentOutcomes());
  }

  public static LeadExample write(io.leadrouter.domain.LeadExample example) {
    return new LeadExample(
        example.leadId(),
        Each.of(example.features(), Training::write),
        example.scoredAt(),
        Estimates.modelVersion(example.estimate()),
        Estimates.probability(example.estimate()),
        example.identities(),
        example.returned(),
        Fate.valueOf(example.fate().name()),
        example.taught().orElse(null),
        example.due().orElse(null),
        example.recentOutcomes());
  }

  public static PublishedModel read(ScoringModel model) {
    return new PublishedModel(
        model.getVersion(),
        io.leadrouter.domain.ModelOrigin.valueOf(model.getOrigin().name()),
        model.getText(),
        model.getExamples(),
        model.getConverted(),
        model.getCreatedAt(),
        Absent.text(model.getAuthor()),
        model.getMessage(),
        Optional.ofNullable(model.getPin()).map(Training::read));
  }

  public static ScoringModel write(PublishedModel model) {
    return new ScoringModel(
        model.version(),
        ModelOrigin.valueOf(model.origin().name()),
        model.text(),
        model.examples(),
        model.conversions(),
        model.createdAt(),
        Absent.orNull(model.author()),
        model.message(),
        model.pin().map(Training::write).orElse(null));
  }

  private static io.leadrouter.domain.ModelPin read(ModelPin pin) {
    return new io.leadrouter.domain.ModelPin(pin.getAuthor(), pin.getMessage(), pin.getPinnedAt());
  }

  private static ModelPin write(io.leadrouter.domain.ModelPin pin) {
    return new ModelPin(pin.author(), pin.message(), pin.pinnedAt());
  }
}
