package io.leadrouter.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertAll;

import io.leadrouter.BrokerTest;
import io.leadrouter.BrokerTest.Broker;
import io.leadrouter.event.Assignment;
import io.leadrouter.event.Conversion;
import io.leadrouter.event.RoutingDecision;
import io.leadrouter.event.TrainingExample;
import io.leadrouter.kafka.Topic;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A {@link BusyWeek} with everything in it leaves the same records and the same state behind, to
 * the last field, whatever fails meanwhile:
 *
 * <ol>
 *   <li>four sites are told the same, one event after the other, each by a clock of its own that
 *       shows the same;
 *   <li>at one, tasks are found corrupted and threads die at random steps; the second is restarted,
 *       also without its state; the third is shared by two instances that crash in turn; at the
 *       last nothing happens;
 *   <li>all that any has decided, published and stored is compared with the last.
 * </ol>
 *
 * <p>Another week: {@code -Drecovery.seed=N}.
 */
@BrokerTest
@Timeout(600)
class BusyWeekTest {

  private static final long SEED = Long.getLong("recovery.seed", 20_261_126);

  @TempDir Path disk;

  private final Random random = new Random(SEED);

  @Test
  void leavesTheSameBehindWhateverFails(Broker calm, Broker failing, Broker restless, Broker busy) {
    System.out.println("recovery.seed=" + SEED);
    try (Course undisturbed = new Course.Undisturbed(calm, disk);
        Course failed = new Course.Faults(failing, disk, random);
        Course restarted = new Course.Restarts(restless, disk, random);
        Course shared = new Course.Crashes(busy, disk, random)) {
      List<Course> courses = List.of(undisturbed, failed, restarted, shared);
      BusyWeek.events().forEach(event -> happens(courses, event));
      courses.forEach(Course::stop);

      assertAll(courses.stream().map(course -> () -> leftTheSame(course, undisturbed)));
      assertThat(failed.disturbances()).isGreaterThan(5);
      assertThat(restarted.disturbances()).isPositive();
      assertThat(shared.disturbances()).isPositive();
      assertThat(Features.of(undisturbed.site())).containsAll(BusyWeek.FEATURES);
    }
  }

  /** The next comes when both groups have decided all that came of it, also between them. */
  private static void happens(List<Course> courses, BusyWeek.Event event) {
    if (event.timePasses()) {
      // It runs out undisturbed, once all have gone on after what was done to them before: a router
      // that starts hears first what was said in time.
      for (String group : List.of(Site.NORTH, Site.SOUTH)) {
        told(courses, site -> site.ring(group));
      }
    } else {
      courses.forEach(Course::disturb);
    }
    told(courses, event.told());
    for (String group : event.on()) {
      if (!event.timePasses()) {
        courses.forEach(Course::disturbRinging);
      }
      told(courses, site -> site.ring(group));
    }
  }

  private static void told(List<Course> courses, Consumer<Site> event) {
    courses.forEach(course -> event.accept(course.site()));
    courses.forEach(course -> course.site().outputs().awaitAnswers());
    courses.forEach(Course::settle);
  }

  private static void leftTheSame(Course course, Course undisturbed) {
    assertThatCode(
            () -> {
              course.site().outputs().guarantees().hold();
              sameRecords(course.site(), undisturbed.site());
              sameState(course.site(), undisturbed.site());
            })
        .as("%s, %d of them", course.getClass().getSimpleName(), course.disturbances())
        .doesNotThrowAnyException();
  }

  private static void sameRecords(Site site, Site undisturbed) {
    same(
        "decisions of a group",
        by(site.outputs().decisions(), RoutingDecision::getGroup),
        by(undisturbed.outputs().decisions(), RoutingDecision::getGroup));
    same(
        "assignments of a lead",
        by(site.outputs().assignments(), Assignment::getLeadId),
        by(undisturbed.outputs().assignments(), Assignment::getLeadId));
    same(
        "conversions of a lead",
        by(site.outputs().conversions(), Conversion::getLeadId),
        by(undisturbed.outputs().conversions(), Conversion::getLeadId));
    same(
        "what is taught of a lead",
        by(taught(site), TrainingExample::getLeadId),
        by(taught(undisturbed), TrainingExample::getLeadId));
    for (Topic compacted : List.of(Topic.LEAD_OWNERS, Topic.REP_DIRECTORY)) {
      assertThat(latest(site, compacted)).isEqualTo(latest(undisturbed, compacted));
    }
  }

  private static List<TrainingExample> taught(Site site) {
    return Learnt.values(site, Topic.TRAINING_EXAMPLES, TrainingExample.class);
  }

  /** Topics have no order between groups. */
  private static <T> Map<String, List<T>> by(List<T> records, Function<T, String> key) {
    return records.stream()
        .collect(
            Collectors.groupingBy(
                record -> Objects.requireNonNullElse(key.apply(record), "none"),
                TreeMap::new,
                Collectors.toList()));
  }

  private static <T> void same(
      String what, Map<String, List<T>> records, Map<String, List<T>> undisturbed) {
    undisturbed.forEach(
        (key, expected) -> {
          List<T> seen = records.getOrDefault(key, List.of());
          for (int i = 0; i < Math.min(seen.size(), expected.size()); i++) {
            assertThat(seen.get(i))
                .as("%s, %s, number %d", what, key, i)
                .isEqualTo(expected.get(i));
          }
          assertThat(seen).as(what + ", " + key).hasSameSizeAs(expected);
        });
    assertThat(records.keySet()).as(what).isEqualTo(undisturbed.keySet());
  }

  private static Map<String, ByteBuffer> latest(Site site, Topic compacted) {
    Map<String, ByteBuffer> latest = new TreeMap<>();
    // Without the schema's id, which is another in each registry.
    Committed.latest(site, compacted.bareName())
        .forEach((key, value) -> latest.put(key, ByteBuffer.wrap(value, 5, value.length - 5)));
    return latest;
  }

  private static void sameState(Site site, Site undisturbed) {
    StoredState state = StoredState.read(site);
    StoredState expected = StoredState.read(undisturbed);
    assertThat(state.leadStates()).containsExactlyEntriesOf(expected.leadStates());
    assertThat(state.repHomes()).containsExactlyEntriesOf(expected.repHomes());
    assertThat(state.announcedPolicies()).containsExactlyEntriesOf(expected.announcedPolicies());
    assertThat(state.openLeads()).containsExactlyEntriesOf(expected.openLeads());
    assertThat(state.settledLeads()).containsExactlyEntriesOf(expected.settledLeads());
    assertThat(state.seats()).containsExactlyEntriesOf(expected.seats());
    assertThat(state.tallies()).containsExactlyEntriesOf(expected.tallies());
    assertThat(state.groups()).containsExactlyEntriesOf(expected.groups());
    assertThat(state.policies()).containsExactlyEntriesOf(expected.policies());
  }
}
