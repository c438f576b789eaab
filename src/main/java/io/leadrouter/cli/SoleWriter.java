package io.leadrouter.cli;

import io.leadrouter.kafka.AvroSerde;
import io.leadrouter.kafka.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes to a topic what follows from what is there. Of two people who do so at the same time,
 * whoever begins later shuts the other out, and has seen what was written before.
 */
final class SoleWriter<A extends SpecificRecord> {

  private final RouterConfig config;
  private final String topic;
  private final AvroSerde<A> values;
  private final String what;

  /**
   * @param what it writes, for people, such as policy; also the command that lists them
   */
  SoleWriter(RouterConfig config, String topic, AvroSerde<A> values, String what) {
    this.config = config;
    this.topic = topic;
    this.values = values;
    this.what = what;
  }

  /**
   * Writes all or none of some records.
   *
   * @param next makes them of what is there; none to write nothing
   * @param arrived whether they are there, should nobody say so
   * @throws Refusal when somebody else writes at the same moment, or the brokers don't take it
   */
  void write(Supplier<List<ProducerRecord<String, A>>> next, BooleanSupplier arrived) {
    Map<String, Object> properties = new HashMap<>(config.producerProperties());
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topic + "-publisher");
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(Topic.LARGEST_RECORD));
    try (KafkaProducer<String, A> producer =
        new KafkaProducer<>(properties, new StringSerializer(), values.serializer())) {
      producer.initTransactions();
      List<ProducerRecord<String, A>> records = next.get();
      if (!records.isEmpty()) {
        send(producer, records, arrived);
      }
    } catch (ProducerFencedException | InvalidProducerEpochException e) {
      throw somebodyElse(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ProducerFencedException
          || e.getCause() instanceof InvalidProducerEpochException) {
        throw somebodyElse(e);
      }
      throw new Refusal(
          "the %s can't be sent to %s: %s".formatted(what, topic, e.getCause().getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("interrupted while publishing the " + what, e);
    }
  }

  private void send(
      KafkaProducer<String, A> producer,
      List<ProducerRecord<String, A>> records,
      BooleanSupplier arrived)
      throws ExecutionException, InterruptedException {
    producer.beginTransaction();
    Map<TopicPartition, Long> last = new HashMap<>();
    for (ProducerRecord<String, A> record : records) {
      RecordMetadata sent = producer.send(record).get();
      last.put(new TopicPartition(sent.topic(), sent.partition()), sent.offset());
    }
    try {
      producer.commitTransaction();
    } catch (KafkaException e) {
      if (!metAnother(e)) {
        throw e;
      }
      if (!arrived.getAsBoolean()) {
        throw somebodyElse(e);
      }
    }
    // Brokers acknowledge a commit before they mark it in the topic: whoever reads it right after,
    // to list it or to start a router, would not find it.
    try (Log log = new Log(config, topic, Log.From.LATEST)) {
      log.awaitCommitted(last, config.startupTimeout());
    }
  }

  /** Brokers have these answers for a commit in the moment in which another shuts it out. */
  private static boolean metAnother(KafkaException e) {
    return e instanceof InvalidTxnStateException || !(e instanceof ApiException);
  }

  private Refusal somebodyElse(Exception e) {
    return new Refusal(
        "somebody else publishes a %s at this moment; look at '%s history', then publish again"
            .formatted(what, what),
        e);
  }
}
