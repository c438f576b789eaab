package io.leadrouter.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadrouter.RandomDomain;
import io.leadrouter.domain.Checked;
import io.leadrouter.domain.Problem;
import io.leadrouter.kafka.StateSerde;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepsTest {

  /** Builders load enums by name, which Avro permits once a serde has vouched for them. */
  @BeforeAll
  static void trustTheGeneratedClasses() {
    StateSerde.of(Rep.class, Reps::read, Reps::write);
  }

  @Test
  void aRepWithNothingButIdAndGroupIsGood() {
    io.leadrouter.domain.Rep rep = good(builder -> {});
    assertThat(rep.timeZone()).isEqualTo(ZoneId.of("UTC"));
    assertThat(rep.weight()).isEqualTo(io.leadrouter.domain.Rep.DEFAULT_WEIGHT);
    assertThat(rep.caps()).isEqualTo(io.leadrouter.domain.Caps.NONE);
    assertThat(rep.workingHours()).isEmpty();
    assertThat(rep.status()).isEqualTo(io.leadrouter.domain.RepStatus.ACTIVE);
  }

  @Test
  void everyProblemIsListedAtOnce() {
    List<Problem> problems =
        problems(
            builder ->
                builder
                    .setRepId(" ")
                    .setGroup("")
                    .setWeight(0)
                    .setCaps(new Caps(-1, -2, -3, -4, -5, false))
                    .setMaxUnaccepted(-6)
                    .setTimeZone("Mars/Olympus")
                    .setWorkingHours(
                        List.of(
                            new WorkingHours(0, "09:00", "17:00"),
                            new WorkingHours(1, "25:00", "9"),
                            new WorkingHours(8, "17:00", "09:00")))
                    .setTimeOff(
                        List.of(
                            new TimeOff(Instant.ofEpochSecond(2), Instant.ofEpochSecond(1), null)))
                    .setBackupRepId(" "));
    assertThat(problems)
        .extracting(problem -> problem.field() + " " + problem.code())
        .containsExactly(
            "repId missing",
            "group missing",
            "weight out-of-range",
            "caps.openLeads out-of-range",
            "caps.perHour out-of-range",
            "caps.perDay out-of-range",
            "caps.perWeek out-of-range",
            "caps.perMonth out-of-range",
            "maxUnaccepted out-of-range",
            "timeZone unknown",
            "workingHours[0].day out-of-range",
            "workingHours[1].from malformed",
            "workingHours[1].to malformed",
            "workingHours[2].day out-of-range",
            "workingHours[2].to conflicting",
            "timeOff[0].to conflicting",
            "backupRepId conflicting");
  }

  @Test
  void aProblemNeverQuotesTextOfTheRecord() {
    String name = "Ana Marković";
    List<Problem> problems =
        problems(
            builder ->
                builder
                    .setTimeZone(name)
                    .setName(name)
                    .setEmail(name)
                    .setWorkingHours(List.of(new WorkingHours(1, name, name))));
    assertThat(problems).hasSize(3);
    assertThat(problems.toString()).doesNotContain("Ana");
  }

  @Test
  void readingABadRepSaysWhatIsWrong() {
    Rep rep = builder().setWeight(20_000).setTimeZone("Mars").build();
    assertThatThrownBy(() -> Reps.read(rep))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Rep r-1 cannot be used")
        .hasMessageContaining("weight is 20000; a weight is 1 to 10000.")
        .hasMessageContaining("timeZone is no IANA time zone");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 10_000})
  void aWeightInRangeIsGood(int weight) {
    assertThat(good(builder -> builder.setWeight(weight)).weight()).isEqualTo(weight);
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 10_001})
  void aWeightOutOfRangeIsBad(int weight) {
    assertThat(problems(builder -> builder.setWeight(weight))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "00:00,24:00,0,1440",
    "09:05,17:59,545,1079",
    "23:59,24:00,1439,1440",
    "00:00,00:01,0,1"
  })
  void hoursAreReadAsMinutesAfterMidnight(String from, String to, int fromMinute, int toMinute) {
    WorkingHours block = new WorkingHours(7, from, to);
    io.leadrouter.domain.Rep rep = good(builder -> builder.setWorkingHours(List.of(block)));
    assertThat(rep.workingHours())
        .containsExactly(
            new io.leadrouter.domain.WorkingHours(DayOfWeek.SUNDAY, fromMinute, toMinute));
    assertThat(Reps.write(rep).getWorkingHours()).containsExactly(block);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "25:00",
        "24:01",
        "24:00",
        "9:00",
        "09:60",
        "09-00",
        "",
        "09:00:00",
        "0a:00",
        "0x9:0",
        "-1:00",
        "٠٩:٠٠",
        "/9:00",
        "09:0:"
      })
  void aBlockThatBeginsAtNoTimeOfDayIsBad(String from) {
    assertThat(
            problems(
                builder -> builder.setWorkingHours(List.of(new WorkingHours(1, from, "24:00")))))
        .extracting(Problem::field)
        .contains("workingHours[0].from");
  }

  @ParameterizedTest
  @CsvSource({"09:00,09:00", "17:00,09:00", "22:00,06:00", "00:00,00:00"})
  void aBlockThatEndsBeforeItBeganIsBad(String from, String to) {
    assertThat(problems(builder -> builder.setWorkingHours(List.of(new WorkingHours(1, from, to)))))
        .singleElement()
        .matches(problem -> problem.code().equals("conflicting"));
  }

  @Test
  void aRepCannotStandInForItself() {
    assertThat(problems(builder -> builder.setBackupRepId("r-1")))
        .extracting(Problem::field)
        .containsExactly("backupRepId");
    assertThat(good(builder -> builder.setBackupRepId("r-2")).backupRepId()).isEqualTo("r-2");
  }

  @Test
  void whateverTheSchemaPermitsIsCheckedWithoutAnException() {
    AvroRecords random = AvroRecords.atRandom(9);
    List<Checked<io.leadrouter.domain.Rep>> bad = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      Rep rep = (Rep) random.of(Rep.getClassSchema());
      assertThatCode(() -> bad.add(Reps.check(rep))).doesNotThrowAnyException();
    }
    assertThat(bad).hasSize(2_000);
  }

  @Test
  void whatTheDomainHoldsIsGood() {
    RandomDomain random = new RandomDomain(10);
    for (int i = 0; i < 500; i++) {
      io.leadrouter.domain.Rep rep = random.rep();
      assertThat(Reps.check(Reps.write(rep))).isEqualTo(new Checked.Good<>(rep));
    }
  }

  private static Rep.Builder builder() {
    return Rep.newBuilder().setRepId("r-1").setGroup("emea");
  }

  private static io.leadrouter.domain.Rep good(Consumer<Rep.Builder> change) {
    Rep.Builder builder = builder();
    change.accept(builder);
    return Reps.read(builder.build());
  }

  private static List<Problem> problems(Consumer<Rep.Builder> change) {
    Rep.Builder builder = builder();
    change.accept(builder);
    Checked<io.leadrouter.domain.Rep> checked = Reps.check(builder.build());
    assertThat(checked).isInstanceOf(Checked.Bad.class);
    return ((Checked.Bad<io.leadrouter.domain.Rep>) checked).problems();
  }
}
