package io.leadrouter.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.RandomDomain;
import io.leadrouter.domain.Choice;
import io.leadrouter.domain.Command;
import io.leadrouter.domain.Decision;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.event.state.GroupState;
import io.leadrouter.event.state.LeadExample;
import io.leadrouter.event.state.LeadState;
import io.leadrouter.event.state.Lesson;
import io.leadrouter.event.state.PoolTally;
import io.leadrouter.event.state.RepHome;
import io.leadrouter.event.state.RepSeat;
import io.leadrouter.event.state.TrainingProgress;
import io.leadrouter.kafka.StateSerde;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingTest {

  private static final int ROUNDS = 300;

  /** A type of the contract or of a store, and how it is mapped. */
  private record Mapping<A extends SpecificRecord, T>(
      Class<A> type, Function<A, T> read, Function<T, A> write, Function<RandomDomain, T> any) {

    Schema schema() {
      return SpecificData.get().getSchema(type);
    }

    /** To bytes and back. */
    UnaryOperator<T> bytes() {
      StateSerde<T> serde = StateSerde.of(type, read, write);
      return value ->
          serde.deserializer().deserialize("test", serde.serializer().serialize("test", value));
    }

    @Override
    public String toString() {
      return type.getSimpleName();
    }
  }

  /** Builders load enums by name too, which Avro permits once a serde has vouched for them. */
  @BeforeAll
  static void trustTheGeneratedClasses() {
    StateSerde.of(Lead.class, Leads::read, Leads::write);
  }

  static Stream<Mapping<?, ?>> mappings() {
    return Stream.of(
        new Mapping<>(Lead.class, Leads::read, Leads::write, RandomDomain::lead),
        new Mapping<>(LeadActivity.class, Leads::read, Leads::write, RandomDomain::activity),
        new Mapping<>(LeadOutcome.class, Leads::read, Leads::write, RandomDomain::outcome),
        new Mapping<>(ScoredLead.class, Leads::read, Leads::write, RandomDomain::scoredLead),
        new Mapping<>(Account.class, Accounts::read, Accounts::write, RandomDomain::account),
        new Mapping<>(RepPlace.class, Reps::read, Reps::write, RandomDomain::repPlace),
        new Mapping<>(LeadOwner.class, Leads::read, Leads::write, RandomDomain::leadOwner),
        new Mapping<>(
            TrainingExample.class, Training::read, Training::write, RandomDomain::trainingExample),
        new Mapping<>(Lesson.class, Training::read, Training::write, RandomDomain::lesson),
        new Mapping<>(
            TrainingProgress.class, Training::read, Training::write, RandomDomain::progress),
        new Mapping<>(ScoringModel.class, Training::read, Training::write, RandomDomain::model),
        new Mapping<>(RoutingPolicy.class, Policies::read, Policies::write, RandomDomain::policy),
        new Mapping<>(Assignment.class, Routing::read, Routing::write, RandomDomain::assignment),
        new Mapping<>(RoutingDecision.class, Routing::read, Routing::write, RandomDomain::decision),
        new Mapping<>(Conversion.class, Routing::read, Routing::write, RandomDomain::conversion),
        new Mapping<>(LeadState.class, States::read, States::write, RandomDomain::leadState),
        new Mapping<>(
            LeadExample.class, Training::read, Training::write, RandomDomain::leadExample),
        new Mapping<>(OpenLead.class, States::read, States::write, RandomDomain::openLead),
        new Mapping<>(PoolTally.class, States::read, States::write, RandomDomain::poolTally),
        new Mapping<>(GroupState.class, States::read, States::write, RandomDomain::groupState),
        new Mapping<>(RepHome.class, States::read, States::write, RandomDomain::repHome));
  }

  /** What holds a rep cannot be made at random from its schema alone. */
  static Stream<Mapping<?, ?>> mappingsWithReps() {
    return Stream.concat(
        mappings(),
        Stream.of(
            new Mapping<>(Rep.class, Reps::read, Reps::write, RandomDomain::rep),
            new Mapping<>(RepSeat.class, States::read, States::write, RandomDomain::repSeat),
            new Mapping<>(
                RoutingCommand.class,
                Routing::read,
                (Command command) -> Routing.write(command, Optional.empty(), Instant.EPOCH),
                RandomDomain::command)));
  }

  @ParameterizedTest
  @MethodSource("mappingsWithReps")
  <A extends SpecificRecord, T> void whatIsWrittenIsRead(Mapping<A, T> mapping) {
    RandomDomain random = new RandomDomain(1);
    for (int i = 0; i < ROUNDS; i++) {
      T value = mapping.any.apply(random);
      assertThat(mapping.read.apply(mapping.write.apply(value))).isEqualTo(value);
    }
  }

  @ParameterizedTest
  @MethodSource("mappingsWithReps")
  <A extends SpecificRecord, T> void itsBytesSayAllOfIt(Mapping<A, T> mapping) {
    RandomDomain random = new RandomDomain(2);
    UnaryOperator<T> bytes = mapping.bytes();
    for (int i = 0; i < ROUNDS; i++) {
      T value = mapping.any.apply(random);
      assertThat(bytes.apply(value)).isEqualTo(value);
    }
  }

  @ParameterizedTest
  @MethodSource("mappings")
  <A extends SpecificRecord, T> void whateverTheSchemaPermitsIsReadAndCanBeWrittenOn(
      Mapping<A, T> mapping) {
    AvroRecords random = AvroRecords.atRandom(3);
    UnaryOperator<T> bytes = mapping.bytes();
    for (int i = 0; i < ROUNDS; i++) {
      A record = mapping.type.cast(random.of(mapping.schema()));
      T value = mapping.read.apply(record);
      assertThat(bytes.apply(value)).isEqualTo(value);
    }
  }

  @ParameterizedTest
  @MethodSource("mappings")
  <A extends SpecificRecord, T> void whatIsNullStaysNull(Mapping<A, T> mapping) {
    AvroRecords nulls = AvroRecords.withEveryNull(4);
    for (int i = 0; i < ROUNDS; i++) {
      A record = mapping.type.cast(nulls.of(mapping.schema()));
      A again = mapping.write.apply(mapping.read.apply(record));
      for (Schema.Field field : mapping.schema().getFields()) {
        if (record.get(field.pos()) == null) {
          assertThat(again.get(field.pos())).as(field.name()).isNull();
        }
      }
    }
  }

  @Test
  void aRepWithEveryNullStaysAsItIs() {
    Rep rep = Rep.newBuilder().setRepId("r-1").setGroup("emea").build();
    assertThat(Reps.write(Reps.read(rep))).isEqualTo(rep);
  }

  @Test
  void aPersonOrCompanyOfWhomNothingIsKnownIsNull() {
    Lead lead =
        Lead.newBuilder()
            .setLeadId("l-1")
            .setEventId("e-1")
            .setSource("web")
            .setSubmittedAt(Instant.EPOCH)
            .setPerson(new Person())
            .setCompany(new Company())
            .build();
    Lead again = Leads.write(Leads.read(lead));
    assertThat(again.getPerson()).isNull();
    assertThat(again.getCompany()).isNull();
  }

  @Test
  void whatOnlyANewerRouterWritesIsTakenForTheNearest() {
    RandomDomain random = new RandomDomain(5);
    OpenLead lead = States.write(random.openLead());
    lead.put(OpenLead.getClassSchema().getField("status").pos(), LeadStatus.UNKNOWN);
    assertThat(States.read(lead).status()).isEqualTo(io.leadrouter.domain.LeadStatus.UNROUTABLE);

    RoutingCommand command =
        new RoutingCommand(
            Instant.EPOCH,
            null,
            new LeadSubmitted(
                Leads.write(random.scoredLead()),
                LeadChange.UNKNOWN,
                "rule",
                Instant.EPOCH,
                null,
                List.of(),
                null,
                1L,
                0L));
    assertThat(((Command.LeadSubmitted) Routing.read(command)).change())
        .isEqualTo(io.leadrouter.domain.LeadChange.CORRECTED);
  }

  @Test
  void aCommandCarriesItsOriginAndWhenItWasIssued() {
    RandomDomain random = new RandomDomain(6);
    Optional<io.leadrouter.domain.Origin> origin = Optional.of(random.origin());
    RoutingCommand command = Routing.write(random.command(), origin, Instant.ofEpochSecond(9));
    assertThat(Routing.origin(command)).isEqualTo(origin);
    assertThat(command.getIssuedAt()).isEqualTo(Instant.ofEpochSecond(9));
    assertThat(Routing.origin(Routing.write(random.command(), Optional.empty(), Instant.EPOCH)))
        .isEmpty();
  }

  @Test
  void aDecisionCarriesTotalGradeAndBandOfItsScore() {
    var score =
        new io.leadrouter.domain.Score(
            42, 30, 12, "B", 2, List.of(new io.leadrouter.domain.ScoreReason("big", 30)));
    Decision decision =
        new Decision(
            DecisionKind.WAITING,
            "l-1",
            1,
            0,
            "e-1",
            Optional.empty(),
            "emea",
            7,
            1,
            "rule",
            Choice.NONE,
            List.of(),
            Optional.of(score),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "",
            "",
            "",
            Optional.empty(),
            Optional.empty(),
            Instant.EPOCH,
            false);
    assertThat(Routing.read(Routing.write(decision)).score())
        .contains(new io.leadrouter.domain.Score(42, 0, 0, "B", 2, List.of()));
  }

  @Test
  void anAssignmentCarriesItsIdempotencyKey() {
    var assignment = new RandomDomain(7).assignment();
    assertThat(Routing.write(assignment).getIdempotencyKey())
        .isEqualTo(assignment.idempotencyKey());
  }

  @Test
  void aRejectedRecordTravelsWithEveryReason() {
    RandomDomain random = new RandomDomain(8);
    Lead lead = Leads.write(random.lead());
    var problems = List.of(random.problem(), random.problem());
    var origin = random.origin();
    RejectedLead rejected =
        Leads.rejected(origin, Optional.of("key"), problems, lead, Instant.EPOCH);
    StateSerde<RejectedLead> serde =
        StateSerde.of(RejectedLead.class, Function.identity(), Function.identity());
    RejectedLead read =
        serde.deserializer().deserialize("test", serde.serializer().serialize("test", rejected));
    assertThat(read).isEqualTo(rejected);
    assertThat(read.getRecord()).isEqualTo(lead);
    assertThat(read.getProblems()).hasSize(2);
    assertThat(Leads.rejected(origin, Optional.empty(), problems, lead, Instant.EPOCH).getKey())
        .isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.00005:0.0000",
        "0.00015:0.0002",
        "-1.00005:-1.0000",
        "1E+3:1000.0000",
        "7:7.0000",
        "1E-999999999:0.0000",
        "0E+999999999:0.0000",
        "9999999999999999.9999:9999999999999999.9999"
      })
  void moneyIsRoundedToFourDecimalsHalfToEven(String amountAndWritten) {
    String[] parts = amountAndWritten.split(":");
    assertThat(written(parts[0])).contains(new BigDecimal(parts[1]));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1E+16", "-10000000000000000.0000", "9999999999999999.99995", "1E+999999999"})
  void moneyTheContractHasNoRoomForIsLeftOut(String amount) {
    assertThat(written(amount)).isEmpty();
  }

  private static Optional<BigDecimal> written(String amount) {
    var outcome =
        new io.leadrouter.domain.LeadOutcome(
            "l-1",
            "o-1",
            OptionalInt.empty(),
            OptionalInt.empty(),
            "",
            io.leadrouter.domain.Disposition.CONVERTED,
            "",
            Optional.of(new io.leadrouter.domain.Money(new BigDecimal(amount), "EUR")),
            Instant.EPOCH);
    return Optional.ofNullable(Leads.write(outcome).getValue()).map(Money::getAmount);
  }
}
