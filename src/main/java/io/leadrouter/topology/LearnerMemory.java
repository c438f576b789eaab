package io.leadrouter.topology;

import io.leadrouter.domain.Lesson;
import io.leadrouter.scoring.Learner;
import io.leadrouter.scoring.LearnerState;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What a learner has learnt, so that it outlives the task: all that it knew at some moment, and
 * each lesson since. A learner is too large to be written after every lesson, and a lesson costs
 * microseconds to be learnt again. With its commit, a lesson is neither lost nor learnt twice.
 */
final class LearnerMemory {

  /** A round: a thousand lessons are learnt again in some five milliseconds. */
  static final int ROUND = 10_000;

  /** Below the largest record of any broker's default, with room for what is around it. */
  private static final int PIECE = 256 * 1024;

  private static final byte MORE = 0;
  private static final byte LAST = 1;

  private final KeyValueStore<String, byte[]> pieces;
  private final KeyValueStore<String, Lesson> lessons;

  LearnerMemory(ProcessorContext<?, ?> context) {
    pieces = context.getStateStore(StateStores.LEARNER);
    lessons = context.getStateStore(StateStores.LESSONS);
  }

  /** The learner after the last lesson that was kept. */
  Learner recall() {
    Learner learner = snapshot();
    while (true) {
      Lesson next = lessons.get(slot(learner.lessons() + 1));
      // Of an earlier round, it is in the snapshot.
      if (next == null || next.number() != learner.lessons() + 1) {
        return learner;
      }
      teach(learner, next);
    }
  }

  static void teach(Learner learner, Lesson lesson) {
    if (lesson.correction()) {
      learner.correct(lesson.features(), lesson.converted(), lesson.probability());
    } else {
      learner.learn(lesson.features(), lesson.converted());
    }
  }

  /**
   * Keeps a lesson.
   *
   * @param learner who has just learnt it
   */
  void keep(Lesson lesson, Learner learner) {
    lessons.put(slot(lesson.number()), lesson);
    if (lesson.number() % ROUND == 0) {
      write(LearnerState.write(learner));
    }
  }

  private void write(byte[] state) {
    int piece = 0;
    for (int from = 0; from < state.length; from += PIECE) {
      int to = Math.min(from + PIECE, state.length);
      ByteBuffer bytes = ByteBuffer.allocate(1 + to - from);
      bytes.put(to < state.length ? MORE : LAST).put(state, from, to - from);
      pieces.put(Integer.toString(piece++), bytes.array());
    }
  }

  private Learner snapshot() {
    ByteArrayOutputStream state = new ByteArrayOutputStream();
    for (int number = 0; ; number++) {
      byte[] piece = pieces.get(Integer.toString(number));
      if (piece == null) {
        return new Learner(); // no round is over yet
      }
      state.write(piece, 1, piece.length - 1);
      if (piece[0] == LAST) {
        return LearnerState.read(state.toByteArray());
      }
    }
  }

  private static String slot(long number) {
    return Long.toString(number % ROUND);
  }
}
