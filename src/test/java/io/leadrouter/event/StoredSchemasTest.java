package io.leadrouter.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.event.state.ForecastDue;
import io.leadrouter.event.state.GroupState;
import io.leadrouter.event.state.Journey;
import io.leadrouter.event.state.LeadExample;
import io.leadrouter.event.state.LeadState;
import io.leadrouter.event.state.Lesson;
import io.leadrouter.event.state.PoolTally;
import io.leadrouter.event.state.RepHome;
import io.leadrouter.event.state.RepSeat;
import io.leadrouter.event.state.TrainingProgress;
import io.leadrouter.kafka.EarlierSchemas;
import io.leadrouter.kafka.StateSerde;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a router has stored is read by the next release. */
class StoredSchemasTest {

  static Stream<Arguments> stored() {
    return Stream.of(
        Arguments.of(LeadState.getClassSchema(), "aef458148643e3de"),
        Arguments.of(LeadExample.getClassSchema(), "ce9e3187cbe2588e"),
        Arguments.of(RepSeat.getClassSchema(), "fdad7b0ef392ea4e"),
        Arguments.of(PoolTally.getClassSchema(), "d7f25fba703dce7b"),
        Arguments.of(GroupState.getClassSchema(), "968a59bd80fa8133"),
        Arguments.of(RepHome.getClassSchema(), "156289339d689755"),
        Arguments.of(OpenLead.getClassSchema(), "23076f8ee96c65a8"),
        Arguments.of(Lesson.getClassSchema(), "1dd6a268a58f901e"),
        Arguments.of(TrainingProgress.getClassSchema(), "669687909befcc92"),
        Arguments.of(RoutingPolicy.getClassSchema(), "dee36959c4056d3e"),
        Arguments.of(LeadOwner.getClassSchema(), "def96dd27a086067"),
        Arguments.of(Account.getClassSchema(), "57c2685692266e14"),
        Arguments.of(Journey.getClassSchema(), "8a324ada9dd1da24"),
        Arguments.of(ForecastDue.getClassSchema(), "652524aa11d5f56d"),
        Arguments.of(FunnelChange.getClassSchema(), "bd0d2a12add15adf"));
  }

  /**
   * A schema that differs, also by a record of the contract inside it, is a new version of the
   * state: keep the one before as a resource, give it to the store's serde, and only then change
   * the figure here.
   */
  @ParameterizedTest
  @MethodSource("stored")
  void aStoredSchemaChangesOnPurpose(Schema schema, String fingerprint) {
    assertThat(Long.toHexString(SchemaNormalization.parsingFingerprint64(schema)))
        .as(schema.getName())
        .isEqualTo(fingerprint);
  }

  @Test
  void aSeatFromBeforeRepsHadHolidaysIsRead() throws IOException {
    Schema first = EarlierSchemas.of(RepSeat.class, 3).get(0);
    Schema repSchema = first.getField("rep").schema().getTypes().get(1);
    GenericData.Record rep =
        new GenericRecordBuilder(repSchema)
            .set("repId", "ana")
            .set("group", "emea")
            .set("timeZone", "Europe/Berlin")
            .set("languages", List.of("de", "en"))
            .set("backupRepId", "bob")
            .build();
    GenericData.Record seat =
        new GenericRecordBuilder(first)
            .set("repId", "ana")
            .set("rep", rep)
            .set("moves", 2)
            .set("version", 17L)
            .set(
                "presence", new GenericData.EnumSymbol(first.getField("presence").schema(), "HERE"))
            .set("load", 3)
            .set("tags", Map.of("pool", 5L))
            .build();

    io.leadrouter.domain.RepSeat read =
        StateSerde.of(
                RepSeat.class, EarlierSchemas.of(RepSeat.class, 3), States::read, States::write)
            .deserializer()
            .deserialize("rep-seats", bytes(seat));

    assertThat(read.load()).isEqualTo(3);
    assertThat(read.version()).isEqualTo(17);
    assertThat(read.tags()).isEqualTo(Map.of("pool", 5L));
    io.leadrouter.domain.Rep known = read.rep().orElseThrow();
    assertThat(known.timeZone().getId()).isEqualTo("Europe/Berlin");
    assertThat(known.holidayRegion()).isEmpty();
    assertThat(known.languages()).containsExactlyInAnyOrder("de", "en");
    assertThat(known.backupRepId()).isEqualTo("bob");
  }

  private static byte[] bytes(GenericData.Record first) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(1);
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<GenericData.Record>(first.getSchema()).write(first, encoder);
    encoder.flush();
    return out.toByteArray();
  }
}
