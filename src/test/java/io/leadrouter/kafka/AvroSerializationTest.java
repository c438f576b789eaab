package io.leadrouter.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadrouter.event.Account;
import io.leadrouter.event.Consent;
import io.leadrouter.event.Lead;
import io.leadrouter.event.Money;
import io.leadrouter.event.RepPlace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvroSerializationTest {

  private static final long SEED = 20260101;
  private static final String MOCK = "AvroSerializationTest";

  private final InMemoryRegistry registry = InMemoryRegistry.named(MOCK);

  @AfterEach
  void forget() {
    InMemoryRegistry.forget(MOCK);
  }

  @Test
  void writesConfluentsWireFormat() {
    registry.register("other", "\"string\"", false);

    byte[] bytes =
        this.<Money>serializer().serialize("prices", new Money(new BigDecimal("12.3400"), "EUR"));

    // Zero, the id as a big-endian int32, then Avro: three bytes of decimal, three of text.
    assertThat(bytes).containsExactly(0, 0, 0, 0, 2, 6, 0x01, 0xE2, 0x08, 6, 'E', 'U', 'R');
    assertThat(registry.subjects(false)).containsExactly("other", "prices-value");
  }

  @Test
  void writesAnIdOfFourBytes() {
    assertThat(WireFormat.header(0x01020384)).containsExactly(0, 1, 2, 3, 0x84);
    for (int id : new int[] {1, 255, 256, 0x01020384, Integer.MAX_VALUE}) {
      assertThat(WireFormat.id(WireFormat.header(id))).isEqualTo(id);
    }
  }

  @Test
  void readsEveryLeadThatItWrote() {
    AvroSerializer<Lead> serializer = serializer();
    AvroDeserializer<Lead> deserializer = deserializer();
    RandomLeads leads = new RandomLeads(SEED);
    for (int i = 0; i < 1000; i++) {
      Lead lead = leads.next();
      assertThat(deserializer.deserialize("leads", serializer.serialize("leads", lead)))
          .as("lead %d of seed %d", i, SEED)
          .isEqualTo(lead);
    }
  }

  @Test
  void mayBeSharedByThreads() throws Exception {
    AvroSerializer<Lead> serializer = serializer();
    AvroDeserializer<Lead> deserializer = deserializer();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Boolean>> work =
          IntStream.range(0, 4)
              .<Callable<Boolean>>mapToObj(
                  seed ->
                      () ->
                          Stream.generate(new RandomLeads(seed)::next)
                              .limit(500)
                              .allMatch(
                                  lead ->
                                      lead.equals(
                                          deserializer.deserialize(
                                              "leads", serializer.serialize("leads", lead)))))
              .toList();
      for (Future<Boolean> each : threads.invokeAll(work)) {
        assertThat(each.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aRecordThatCanNotBeWrittenLeavesNothingInTheNext() {
    AvroSerializer<Lead> serializer = serializer();
    AvroDeserializer<Lead> deserializer = deserializer();
    Lead good = new RandomLeads(SEED).next();
    Lead bad = Lead.newBuilder(good).build();
    bad.put("consent", null);

    assertThatThrownBy(() -> serializer.serialize("leads", bad))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("io.leadrouter.event.Lead")
        .hasMessageContaining("consent");
    assertThat(deserializer.deserialize("leads", serializer.serialize("leads", good)))
        .isEqualTo(good);
  }

  @Test
  void passesNullBothWays() {
    assertThat(serializer().serialize("leads", null)).isNull();
    assertThat(deserializer().deserialize("leads", null)).isNull();
  }

  @Test
  void readsWhatAnOlderReleaseWrote() {
    Schema older =
        leadSchema(lead -> fields(lead).removeIf(each -> !each.path("default").isMissingNode()));
    assertThat(older.getFields()).hasSize(4);
    byte[] bytes =
        this.<GenericRecord>serializer()
            .serialize(
                "leads",
                new GenericRecordBuilder(older)
                    .set("leadId", "l-1")
                    .set("eventId", "e-1")
                    .set("source", "web")
                    .set("submittedAt", 1_000_000L)
                    .build());

    Lead lead = this.<Lead>deserializer().deserialize("leads", bytes);

    assertThat(lead.getLeadId()).isEqualTo("l-1");
    assertThat(lead.getSubmittedAt()).hasToString("1970-01-01T00:00:01Z");
    assertThat(lead.getConsent()).isEqualTo(Consent.UNKNOWN);
    assertThat(lead.getCampaign()).isNull();
    assertThat(lead.getAttributes()).isEmpty();
  }

  @Test
  void readsWhatANewerReleaseWrites() {
    Schema newer =
        leadSchema(
            lead -> {
              fields(lead).insertObject(0).put("name", "channel").put("type", "string");
              fields(lead)
                  .forEach(
                      field -> {
                        if (field.path("name").asText().equals("consent")) {
                          ((ArrayNode) field.path("type").path("symbols")).add("WITHDRAWN");
                        }
                      });
            });
    Lead lead = new RandomLeads(SEED).next();
    GenericRecord written = new GenericData.Record(newer);
    newer.getFields().forEach(field -> written.put(field.name(), plain(lead, field.name())));
    written.put("channel", "chat");
    written.put(
        "consent", new GenericData.EnumSymbol(newer.getField("consent").schema(), "WITHDRAWN"));
    registry.setLevel("leads-value", Compatibility.NONE);

    byte[] bytes = this.<GenericRecord>serializer().serialize("leads", written);

    Lead expected = Lead.newBuilder(lead).setConsent(Consent.UNKNOWN).build();
    expected.put("person", null);
    expected.put("company", null);
    assertThat(this.<Lead>deserializer().deserialize("leads", bytes)).isEqualTo(expected);
  }

  @Test
  void refusesAnIncompatibleSchemaBothWays() {
    Schema other =
        SchemaBuilder.record("io.leadrouter.event.Lead").fields().requiredInt("x").endRecord();
    GenericRecord record = new GenericRecordBuilder(other).set("x", 1).build();
    byte[] bytes = this.<GenericRecord>serializer().serialize("leads", record);

    assertThatThrownBy(() -> deserializer().deserialize("leads", bytes))
        .isInstanceOf(SerializationException.class)
        .matches(e -> !RegistryUnavailableException.in(e))
        .hasMessageContaining("missing required field");
    assertThatThrownBy(() -> this.<Lead>serializer().serialize("leads", new RandomLeads(1).next()))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("leads-value")
        .cause()
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> {
              assertThat(e.status()).isEqualTo(409);
              assertThat(e.errorCode()).isEqualTo(40901);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "'', 0 bytes",
    "'0 0 0 1', 4 bytes",
    "'123 34 108 101 97 100', byte 123",
    "'0 0 0 0 99 2', Schema 99 not found",
    "'0 0 0 0 1', EOFException",
    "'0 0 0 0 1 2 114 2 103 2 9', left over",
    "'0 0 0 0 1 3', io.leadrouter.event.RepPlace|Malformed data",
  })
  void bytesThatCanNotBeReadSayWhy(String bytes, String reasons) {
    registry.register("places-value", RepPlace.getClassSchema().toString(), false);

    assertThatThrownBy(() -> deserializer().deserialize("places", bytes(bytes)))
        .isInstanceOf(SerializationException.class)
        .matches(e -> !RegistryUnavailableException.in(e))
        .hasMessageContaining("places")
        .extracting(Throwable::getMessage)
        .matches(said -> Arrays.stream(reasons.split("\\|")).anyMatch(said::contains));
  }

  @Test
  void damagedBytesAreReadOrRefusedButNeverFailOtherwise() {
    AvroSerializer<Lead> serializer = serializer();
    AvroDeserializer<Lead> deserializer = deserializer();
    RandomLeads leads = new RandomLeads(SEED);
    Random random = new Random(SEED);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = serializer.serialize("leads", leads.next());
      for (int damage = 0; damage <= random.nextInt(4); damage++) {
        // Not the id: another one is just another schema.
        bytes[5 + random.nextInt(bytes.length - 5)] = (byte) random.nextInt(256);
      }
      bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
      try {
        deserializer.deserialize("leads", bytes);
      } catch (SerializationException e) {
        refused++;
        assertThat(RegistryUnavailableException.in(e)).isFalse();
      }
    }
    assertThat(refused).isGreaterThan(10_000);
  }

  @Test
  void claimsOfHugeLengthsAreRefusedBeforeMemoryIsTaken() {
    Schema schema =
        SchemaBuilder.record("Huge")
            .fields()
            .name("items")
            .type()
            .array()
            .items()
            .stringType()
            .noDefault()
            .endRecord();
    registry.register("huge-value", schema.toString(), false);
    // An array of Integer.MAX_VALUE - 8 items, in a record of six bytes.
    byte[] bytes = bytes("0 0 0 0 1 238 255 255 255 15");

    assertThatThrownBy(
            () ->
                this.deserializer(Map.of("specific.avro.reader", false)).deserialize("huge", bytes))
        .isInstanceOf(SerializationException.class);
  }

  @Test
  void aRecordOfAnotherTypeIsRefusedWhereTheTypeIsNamed() {
    byte[] account = this.<RepPlace>serializer().serialize("leads", new RepPlace("r-1", "emea", 1));

    assertThat(deserializer().deserialize("leads", account)).isInstanceOf(RepPlace.class);
    assertThatThrownBy(
            () ->
                deserializer(Map.of("specific.avro.value.type", Lead.class.getName()))
                    .deserialize("leads", account))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("io.leadrouter.event.RepPlace")
        .hasMessageContaining("io.leadrouter.event.Lead");
  }

  @Test
  void aProducerWithItsOwnNamespaceIsReadWhereTheTypeIsNamed() {
    Schema theirs = leadSchema(lead -> lead.put("namespace", "com.example.marketing"));
    Lead lead = new RandomLeads(SEED).next();
    lead.put("person", null);
    lead.put("company", null);
    GenericRecord written = new GenericData.Record(theirs);
    theirs.getFields().forEach(field -> written.put(field.name(), plain(lead, field.name())));
    written.put(
        "consent",
        new GenericData.EnumSymbol(theirs.getField("consent").schema(), lead.getConsent()));
    byte[] bytes = this.<GenericRecord>serializer().serialize("leads", written);

    assertThat(
            deserializer(Map.of("specific.avro.value.type", Lead.class))
                .deserialize("leads", bytes))
        .isEqualTo(lead);
    assertThatThrownBy(() -> deserializer().deserialize("leads", bytes))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("no generated class");
  }

  @Test
  void aSchemaCanNotNameAClassThatNobodyVouchedFor() {
    Schema schema =
        SchemaBuilder.record("java.util.ArrayList").fields().requiredInt("size").endRecord();
    registry.register("leads-value", schema.toString(), false);

    assertThatThrownBy(() -> deserializer().deserialize("leads", bytes("0 0 0 0 1 2")))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("java.util.ArrayList");
  }

  @Test
  void readsGenericRecordsUnlessToldOtherwise() {
    byte[] bytes = this.<RepPlace>serializer().serialize("places", new RepPlace("r-1", "emea", 1));

    assertThat(deserializer(Map.of("specific.avro.reader", "false")).deserialize("places", bytes))
        .isInstanceOfSatisfying(
            GenericRecord.class, each -> assertThat(each.get("group")).hasToString("emea"));
  }

  @ParameterizedTest
  @CsvSource({
    "TopicNameStrategy, places-value",
    "RecordNameStrategy, io.leadrouter.event.RepPlace",
    "TopicRecordNameStrategy, places-io.leadrouter.event.RepPlace",
  })
  void namesSubjectsByConfluentsStrategies(String strategy, String subject) {
    String name = "io.confluent.kafka.serializers.subject." + strategy;
    Map<String, Object> config = Map.of("value.subject.name.strategy", name);
    RepPlace place = new RepPlace("r-1", "emea", 1);

    byte[] bytes = this.<RepPlace>serializer(config).serialize("places", place);

    assertThat(registry.subjects(false)).containsExactly(subject);
    assertThat(deserializer(config).deserialize("places", bytes)).isEqualTo(place);
  }

  @Test
  void keysHaveASubjectOfTheirOwn() {
    AvroSerializer<RepPlace> serializer = new AvroSerializer<>();
    serializer.configure(config(Map.of()), true);

    serializer.serialize("places", new RepPlace("r-1", "emea", 1));

    assertThat(registry.subjects(false)).containsExactly("places-key");
  }

  @Test
  void registersNothingWhenToldNotTo() {
    AvroSerializer<RepPlace> serializer = serializer(Map.of("auto.register.schemas", false));
    RepPlace place = new RepPlace("r-1", "emea", 1);

    assertThatThrownBy(() -> serializer.serialize("places", place))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("places-value")
        .hasMessageContaining("auto.register.schemas=true")
        .cause()
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.errorCode()).isEqualTo(40401));
    registry.register("places-value", RepPlace.getClassSchema().toString(), false);
    assertThat(serializer.serialize("places", place)).startsWith(0, 0, 0, 0, 1);
  }

  @Test
  void writesByTheLatestSchemaWhenToldTo() {
    Map<String, Object> config = Map.of("auto.register.schemas", false, "use.latest.version", true);
    Schema own = RepPlace.getClassSchema();
    Schema latest =
        SchemaBuilder.record(own.getFullName())
            .fields()
            .optionalString("region")
            .requiredString("group")
            .requiredLong("moves")
            .requiredString("repId")
            .endRecord();
    registry.register("places-value", own.toString(), false);
    registry.register("places-value", latest.toString(), false);

    byte[] bytes = this.<RepPlace>serializer(config).serialize("places", new RepPlace("r", "g", 7));

    // Its fields in its order: no region, the group, the moves, the rep.
    assertThat(bytes).containsExactly(0, 0, 0, 0, 2, 0, 2, 'g', 14, 2, 'r');
  }

  @Test
  void refusesALatestSchemaThatCanNotTakeTheRecordUnlessToldNotToBeStrict() {
    Map<String, Object> config = new HashMap<>();
    config.put("auto.register.schemas", false);
    config.put("use.latest.version", true);
    Schema own = RepPlace.getClassSchema();
    Schema latest =
        SchemaBuilder.record(own.getFullName())
            .fields()
            .name("group")
            .type()
            .enumeration("Known")
            .symbols("emea")
            .noDefault()
            .endRecord();
    registry.register("places-value", latest.toString(), false);
    RepPlace place = new RepPlace("r-1", "emea", 1);

    assertThatThrownBy(() -> this.<RepPlace>serializer(config).serialize("places", place))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("latest.compatibility.strict=false");
    config.put("latest.compatibility.strict", "false");
    assertThatThrownBy(() -> this.<RepPlace>serializer(config).serialize("places", place))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("does not fit");
  }

  @Test
  void normalizingIgnoresTheOrderOfAttributes() {
    String sorted = "{\"type\":\"record\",\"name\":\"R\",\"fields\":[],\"a\":1,\"b\":2}";
    String unsorted = "{\"b\":2,\"a\":1,\"type\":\"record\",\"name\":\"R\",\"fields\":[]}";

    int id = registry.register("r", sorted, true).id();

    assertThat(registry.register("r", unsorted, true).id()).isEqualTo(id);
    assertThat(registry.register("r", unsorted, false).id()).isNotEqualTo(id);
  }

  @Test
  void registersNoNamesOfJavasClassesWhenToldNotTo() {
    this.<Lead>serializer(Map.of("avro.remove.java.properties", "true"))
        .serialize("leads", new RandomLeads(SEED).next());

    String registered = registry.version("leads-value", "latest", false).schema();
    assertThat(registered).doesNotContain("avro.java").contains("decimal", "timestamp-micros");
    assertThat(new Schema.Parser().parse(registered).getField("leadId").schema())
        .isEqualTo(Schema.create(Schema.Type.STRING));
  }

  @Test
  void aMockRegistryIsSharedByItsNameOnly() {
    RepPlace place = new RepPlace("r-1", "emea", 1);
    byte[] bytes = this.<RepPlace>serializer().serialize("places", place);

    assertThat(deserializer().deserialize("places", bytes)).isEqualTo(place);
    assertThatThrownBy(
            () ->
                deserializer(Map.of("schema.registry.url", "mock://another"))
                    .deserialize("places", bytes))
        .isInstanceOf(SerializationException.class);
    InMemoryRegistry.forget("another");
  }

  @ParameterizedTest
  @CsvSource({
    "schema.registry.url, 'mock://a,http://localhost:1', stands alone",
    "schema.registry.url, localhost:8081, http://localhost:8081",
    "schema.registry.url, 'http://user:secret@local host', no URL",
    "value.subject.name.strategy, com.example.Ours, TopicNameStrategy",
    "basic.auth.credentials.source, SASL_INHERIT, USER_INFO",
    "basic.auth.credentials.source, USER_INFO, basic.auth.user.info",
    "specific.avro.value.type, java.lang.String, no class that Avro generated",
    "max.retries, -1, at least 0",
  })
  void aBadConfigurationSaysWhichKeyAndWhatToDo(String key, String value, String advice) {
    Map<String, Object> config = new HashMap<>(Map.of("schema.registry.url", "http://localhost:1"));
    config.put(key, value);

    assertThatThrownBy(() -> new AvroDeserializer<>().configure(config, false))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key)
        .hasMessageContaining(advice)
        .hasMessageNotContaining("secret");
  }

  @Test
  void aRegistryMustBeNamed() {
    assertThatThrownBy(() -> new AvroSerializer<>().configure(Map.of(), false))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("schema.registry.url");
  }

  @Test
  void asksToBeConfiguredFirst() {
    assertThatThrownBy(() -> new AvroSerializer<>().serialize("places", new RepPlace("r", "g", 1)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new AvroDeserializer<>().deserialize("places", bytes("0 0 0 0 1")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aValueThatFitsNoBranchIsNotQuoted() {
    Schema schema = SchemaBuilder.record("Note").fields().optionalInt("text").endRecord();
    GenericRecord record = new GenericData.Record(schema);
    record.put("text", "ada@example.com");

    assertThatThrownBy(() -> this.<GenericRecord>serializer().serialize("notes", record))
        .isInstanceOf(SerializationException.class)
        .hasNoCause()
        .hasMessageContaining("java.lang.String")
        .hasMessageNotContaining("ada");
  }

  @Test
  void aSerdeReadsItsOwnClassAlone() {
    AvroSerde<Lead> leads = AvroSerde.of(Lead.class, config(Map.of()));
    AvroSerde<Account> accounts = AvroSerde.of(Account.class, config(Map.of()));
    Lead lead = new RandomLeads(SEED).next();
    byte[] bytes = leads.serializer().serialize("leads", lead);

    assertThat(leads.deserializer().deserialize("leads", bytes)).isEqualTo(lead);
    assertThatThrownBy(() -> accounts.deserializer().deserialize("leads", bytes))
        .isInstanceOf(SerializationException.class);
  }

  @Test
  void aSerdeTakesTheClassesThatTheConfigurationNames() {
    AvroSerde<Lead> leads =
        AvroSerde.of(
            Lead.class, config(Map.of(AvroSerde.DESERIALIZER, StringDeserializer.class.getName())));

    assertThatThrownBy(() -> leads.deserializer().deserialize("leads", new byte[] {'x'}))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("java.lang.String");
    assertThatThrownBy(
            () ->
                AvroSerde.of(
                    Lead.class, config(Map.of(AvroSerde.SERIALIZER, "io.confluent.Missing"))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("avro.serializer")
        .hasMessageContaining("io.confluent.Missing");
  }

  private <T extends IndexedRecord> AvroSerializer<T> serializer() {
    return serializer(Map.of());
  }

  private <T extends IndexedRecord> AvroSerializer<T> serializer(Map<String, Object> config) {
    AvroSerializer<T> serializer = new AvroSerializer<>();
    serializer.configure(config(config), false);
    return serializer;
  }

  private <T extends IndexedRecord> AvroDeserializer<T> deserializer() {
    return deserializer(Map.of());
  }

  private <T extends IndexedRecord> AvroDeserializer<T> deserializer(Map<String, Object> config) {
    AvroDeserializer<T> deserializer = new AvroDeserializer<>();
    deserializer.configure(config(config), false);
    return deserializer;
  }

  private static Map<String, Object> config(Map<String, Object> more) {
    Map<String, Object> config = new HashMap<>();
    config.put("schema.registry.url", "mock://" + MOCK);
    config.put("specific.avro.reader", "true");
    config.putAll(more);
    return config;
  }

  /** A field's value as a generic writer takes it; records are left out. */
  private static Object plain(Lead lead, String field) {
    if (field.equals("channel")) {
      return null;
    }
    return switch (field) {
      case "person", "company", "consent" -> null;
      case "submittedAt" ->
          Math.addExact(
              Math.multiplyExact(lead.getSubmittedAt().getEpochSecond(), 1_000_000L),
              lead.getSubmittedAt().getNano() / 1000);
      default -> lead.get(field);
    };
  }

  private static Schema leadSchema(Consumer<ObjectNode> change) {
    try {
      ObjectNode lead = (ObjectNode) new ObjectMapper().readTree(Lead.getClassSchema().toString());
      change.accept(lead);
      return new Schema.Parser().parse(lead.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ArrayNode fields(ObjectNode record) {
    return (ArrayNode) record.path("fields");
  }

  private static byte[] bytes(String numbers) {
    String[] each = numbers.isBlank() ? new String[0] : numbers.trim().split(" ");
    byte[] bytes = new byte[each.length];
    for (int i = 0; i < each.length; i++) {
      bytes[i] = (byte) Integer.parseInt(each[i]);
    }
    return bytes;
  }
}
