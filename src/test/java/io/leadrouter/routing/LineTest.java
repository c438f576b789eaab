package io.leadrouter.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.ScoredLead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Who of a line is served next, and how many are looked at for it. */
class LineTest {

  private static final Instant MORNING = Instant.parse("2026-01-05T09:00:00Z");
  private static final ScoredLead LEAD = LeadSheet.lead("any").scored("e", 1, MORNING);

  private final Line line = new Line("pool:all", LEAD);

  @Test
  void thoseWhoHadTheSameRepsAreAskedOnce() {
    for (int i = 0; i < 1_000; i++) {
      line.add(waiting("had-ana-" + i, 100 + i, "ana"));
      line.add(waiting("had-both-" + i, 50 + i, i % 2 == 0 ? "ana bob" : "bob ana"));
    }
    line.add(waiting("new", 1, ""));
    List<List<String>> asked = new ArrayList<>();
    Optional<Waiting> next =
        line.first(
            had -> {
              asked.add(had);
              return !had.contains("ana");
            });
    assertThat(next.orElseThrow().leadId()).isEqualTo("new");
    assertThat(asked).hasSize(3);
  }

  @Test
  void theBestWhoCanBeServedIsNextWhoeverComesAndGoes() {
    Random random = new Random(4);
    List<Waiting> all = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      if (all.isEmpty() || random.nextInt(5) > 1) {
        List<String> had = List.of("", "ana", "bob", "ana bob", "bob ana", "cyd");
        all.add(waiting("l" + i, random.nextInt(50), had.get(random.nextInt(had.size()))));
        line.add(all.get(all.size() - 1));
      } else {
        line.remove(all.remove(random.nextInt(all.size())));
      }
      String free = List.of("ana", "bob", "dan").get(random.nextInt(3));
      Predicate<List<String>> servable = had -> !had.contains(free);
      assertThat(line.first(servable))
          .isEqualTo(
              all.stream()
                  .filter(waiting -> servable.test(waiting.previousReps()))
                  .min(Waiting.BEST_FIRST));
      assertThat(line.isEmpty()).isEqualTo(all.isEmpty());
    }
    assertThat(line.all()).isSortedAccordingTo(Waiting.BEST_FIRST).hasSameElementsAs(all);
  }

  private static Waiting waiting(String leadId, long rank, String had) {
    List<String> reps = had.isEmpty() ? List.of() : List.of(had.split(" "));
    return new Waiting(leadId, "pool:all", rank, MORNING, Optional.empty(), 1, reps);
  }
}
