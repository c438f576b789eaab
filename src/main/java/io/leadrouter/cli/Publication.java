package io.leadrouter.cli;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * Sends the rows of a file to a topic: the good ones are sent, the bad ones are told, and the first
 * send that fails ends it, for what one record meets the next ones meet too.
 */
final class Publication {
  private final Rows rows;
  private final RowMapper mapper;
  private final int key;
  private final Consumer<BadRow> bad;

  private final AtomicLong published = new AtomicLong();
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private long read;
  private long badRows;

  /**
   * @param key position of the field that is the record's key
   * @param bad is told each row that can't be published, on the caller's thread
   */
  Publication(Rows rows, RowMapper mapper, int key, Consumer<BadRow> bad) {
    this.rows = rows;
    this.mapper = mapper;
    this.key = key;
    this.bad = bad;
  }

  /**
   * Reads all rows and sends nothing.
   *
   * @param each runs after each row
   */
  void check(Runnable each) {
    for (SpecificRecord record = next(); record != null; record = next()) {
      published.incrementAndGet();
      each.run();
    }
  }

  /**
   * Sends all rows and returns when the brokers have them.
   *
   * @param each runs after each row
   * @throws Refusal when a send failed, saying how far it went
   */
  void send(Producer<String, SpecificRecord> producer, String topic, Runnable each) {
    try {
      for (SpecificRecord record = next();
          record != null && failure.get() == null;
          record = next()) {
        producer.send(
            new ProducerRecord<>(topic, (String) record.get(key), record),
            (metadata, e) -> {
              if (e == null) {
                published.incrementAndGet();
              } else {
                failure.compareAndSet(null, e);
              }
            });
        each.run();
      }
      producer.flush();
    } catch (org.apache.kafka.common.KafkaException e) {
      failure.compareAndSet(null, e);
    }
    Exception failed = failure.get();
    if (failed != null) {
      throw new Refusal(
          "%d rows were published, then sending to %s failed: %s; publish the file again, what was sent becomes duplicates"
              .formatted(
                  published.get(),
                  topic,
                  failed instanceof RecordTooLargeException
                      ? "a row makes a record larger than max.request.size"
                      : failed.getMessage()),
          failed);
    }
  }

  /** Rows read so far. */
  long read() {
    return read;
  }

  long published() {
    return published.get();
  }

  long bad() {
    return badRows;
  }

  private SpecificRecord next() {
    while (true) {
      try {
        Row row = rows.next();
        if (row == null) {
          return null;
        }
        read++;
        return mapper.record(row);
      } catch (BadRow e) {
        badRows++;
        bad.accept(e);
      }
    }
  }
}
