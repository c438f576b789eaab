package io.leadrouter.topology;

import io.leadrouter.kafka.RegistryUnavailableException;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts bytes that nobody can read aside, unchanged and with Kafka Streams' own error headers, on
 * the topic of {@code errors.dead.letter.queue.topic.name}. While the schema registry cannot be
 * asked, nobody knows whether bytes can be read: then the task fails, and tries again.
 */
public final class DeadLetters implements DeserializationExceptionHandler {

  /** Configuration key under which the {@link RouterObserver} is handed over. */
  public static final String OBSERVER = "leadrouter.observer";

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

  private final LogAndContinueExceptionHandler aside = new LogAndContinueExceptionHandler();
  private RouterObserver observer = RouterObserver.NONE;

  @Override
  public void configure(Map<String, ?> configs) {
    aside.configure(configs);
    observer = Optional.ofNullable((RouterObserver) configs.get(OBSERVER)).orElse(observer);
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
    if (RegistryUnavailableException.in(exception)) {
      LOG.error("{}: waiting for the schema registry", record.topic());
      return Response.fail();
    }
    // Not the message: it may quote what the bytes hold.
    LOG.warn(
        "{}-{} offset {} cannot be read ({}); its bytes are on the dead letters",
        record.topic(),
        record.partition(),
        record.offset(),
        exception.getClass().getSimpleName());
    observer.deadLettered(record.topic());
    return aside.handleError(context, record, exception);
  }
}
