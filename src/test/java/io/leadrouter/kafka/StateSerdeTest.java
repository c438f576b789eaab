package io.leadrouter.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadrouter.event.state.GroupState;
import io.leadrouter.event.state.Hearing;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class StateSerdeTest {

  private static final String STORE = "groups";

  private final StateSerde<GroupState> serde =
      StateSerde.of(GroupState.class, Function.identity(), Function.identity());

  @Test
  void whatIsWrittenIsReadAndBeginsWithItsVersion() {
    GroupState state = state(42);
    byte[] bytes = write(state);
    assertThat(bytes[0]).isEqualTo((byte) 1);
    assertThat(read(bytes)).isEqualTo(state);
  }

  @Test
  void aDeletedEntryIsNullBothWays() {
    assertThat(serde.serializer().serialize(STORE, null)).isNull();
    assertThat(serde.deserializer().deserialize(STORE, null)).isNull();
  }

  @Test
  void whatAnEarlierSchemaWroteIsStillRead() throws Exception {
    Schema first =
        SchemaBuilder.record("GroupState")
            .namespace("io.leadrouter.event.state")
            .fields()
            .name("now")
            .type(GroupState.getClassSchema().getField("now").schema())
            .noDefault()
            .requiredLong("sequence")
            .endRecord();
    GenericData.Record old = new GenericData.Record(first);
    old.put("now", 1_000_000L);
    old.put("sequence", 7L);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(1);
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<GenericData.Record>(first).write(old, encoder);
    encoder.flush();

    StateSerde<GroupState> second =
        StateSerde.of(GroupState.class, List.of(first), Function.identity(), Function.identity());
    assertThat(second.deserializer().deserialize(STORE, out.toByteArray()))
        .isEqualTo(new GroupState(Instant.ofEpochSecond(1), 7L, Map.of(), new Hearing()));
    byte[] present = second.serializer().serialize(STORE, state(3));
    assertThat(present[0]).isEqualTo((byte) 2);
    assertThat(second.deserializer().deserialize(STORE, present)).isEqualTo(state(3));
  }

  @Test
  void anUnknownVersionIsNamed() {
    byte[] bytes = write(state(1));
    bytes[0] = 9;
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("GroupState in groups has state version 9")
        .hasMessageContaining("knows 1 to 1");
  }

  @Test
  void cutOrLengthenedBytesAreDamaged() {
    byte[] bytes = write(state(1));
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> read(cut))
          .isInstanceOf(SerializationException.class)
          .hasMessageContaining("GroupState in groups is damaged");
    }
    assertThatThrownBy(() -> read(Arrays.copyOf(bytes, bytes.length + 1)))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void bytesAtRandomAreReadOrRefusedButNothingElse() {
    Random random = new Random(20);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      if (bytes.length > 0) {
        bytes[0] = 1;
      }
      try {
        read(bytes);
      } catch (SerializationException refused) {
        assertThat(refused).hasMessageContaining("damaged");
      }
    }
    assertThat(read(write(state(5)))).isEqualTo(state(5));
  }

  @Test
  void anEncodingThatFailedLeavesNothingBehind() {
    GroupState broken = new GroupState(Instant.EPOCH, 1L, null, new Hearing());
    assertThatThrownBy(() -> write(broken)).isInstanceOf(NullPointerException.class);
    assertThat(read(write(state(5)))).isEqualTo(state(5));
  }

  @Test
  void manyThreadsMayUseOneInstance() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        int of = t;
        tasks.add(
            () -> {
              for (int i = 0; i < 5_000; i++) {
                GroupState state = state(of * 10_000 + i);
                assertThat(read(write(state))).isEqualTo(state);
              }
              return null;
            });
      }
      for (Future<Void> done : threads.invokeAll(tasks)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static GroupState state(int n) {
    return new GroupState(
        Instant.ofEpochSecond(n, 1_000),
        (long) n,
        Map.of("emea", 1L << (n % 62), "rotation-" + n, -1L),
        new Hearing());
  }

  private byte[] write(GroupState state) {
    return serde.serializer().serialize(STORE, state);
  }

  private GroupState read(byte[] bytes) {
    return serde.deserializer().deserialize(STORE, bytes);
  }
}
