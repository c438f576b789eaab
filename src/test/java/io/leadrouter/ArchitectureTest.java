package io.leadrouter;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

  private static final String ROOT = "io.leadrouter";

  /** The same rules over classes that each break one. */
  private static final String MISPLACED = ROOT + ".misplaced";

  @TestFactory
  Stream<DynamicTest> theRoomsHoldTheirArrows() {
    JavaClasses application =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);
    assertThat(application).isNotEmpty();
    return new Rooms(ROOT)
        .rules().stream()
            .map(
                rule ->
                    DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(application)));
  }

  @Test
  void everyMisplacedClassIsCaught() {
    JavaClasses misplaced = new ClassFileImporter().importPackages(MISPLACED);

    List<String> broken =
        new Rooms(MISPLACED)
            .rules().stream()
                .filter(rule -> rule.evaluate(misplaced).hasViolation())
                .map(ArchRule::getDescription)
                .toList();

    assertThat(broken)
        .containsExactlyInAnyOrder(
            "cli may import [domain, event, forecast, intake, kafka, ops, policy, routing,"
                + " scoring, topology] only",
            "domain may import [] only",
            "domain knows only the JDK",
            "every class is in a room",
            "intake may import [domain] only",
            "only kafka has serializers",
            "only kafka knows the wire format",
            "pure rooms are told the time",
            "pure rooms have no randomness of their own",
            "pure rooms know no Kafka, no Avro and no other machinery",
            "slices matching '" + MISPLACED + ".(*)..' should be free of cycles");
  }

  @Test
  void aClockIsCaughtHoweverItIsRead() {
    JavaClasses misplaced = new ClassFileImporter().importPackages(MISPLACED);

    ArchRule noClock =
        new Rooms(MISPLACED)
            .rules().stream()
                .filter(rule -> rule.getDescription().equals("pure rooms are told the time"))
                .findFirst()
                .orElseThrow();

    assertThat(noClock.evaluate(misplaced).getFailureReport().getDetails())
        .hasSize(5)
        .anyMatch(line -> line.contains("Instant.now"))
        .anyMatch(line -> line.contains("LocalDate.now"))
        .anyMatch(line -> line.contains("Clock.systemUTC"))
        .anyMatch(line -> line.contains("System.currentTimeMillis"))
        .anyMatch(line -> line.contains("System.nanoTime"));
  }
}
