package io.leadrouter.kafka;

import java.io.InterruptedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * The schema registry could not be asked, or would not answer: it is unreachable, failed on every
 * retry, or refuses our credentials. The record in hand is not to blame and is good once the
 * registry answers again, so it must be neither skipped nor taken for undecodable.
 *
 * <p>It is Kafka's retriable kind and deliberately no {@code SerializationException}: Kafka Streams
 * hands both to the deserialization handler, which tells them apart with {@link #in}.
 */
public final class RegistryUnavailableException extends RetriableException {

  private static final long serialVersionUID = 1L;

  RegistryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Whether this failure, or a cause of it, says that the registry is unavailable. Knows how
   * Confluent's deserializer reports the same, without depending on it: as a network error or a
   * {@code RestClientException} under a {@code SerializationException}, or as an {@code
   * InvalidConfigurationException}.
   *
   * @param failure what a serializer or deserializer threw
   */
  public static boolean in(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Throwable each = failure; each != null && seen.add(each); each = each.getCause()) {
      if (each instanceof RegistryUnavailableException
          || isOfTheNetwork(each)
          || isConfluentsRefusal(each)
          || isUnhelpfulAnswerToConfluent(each)) {
        return true;
      }
    }
    return false;
  }

  // Not any IOException: Avro reports bytes that end too early as an EOFException.
  private static boolean isOfTheNetwork(Throwable failure) {
    return failure instanceof SocketException
        || failure instanceof UnknownHostException
        || failure instanceof InterruptedIOException
        || failure instanceof HttpTimeoutException
        || failure instanceof ClosedChannelException
        || failure instanceof SSLException;
  }

  // Confluent's report refused credentials, and an address that is no registry's, without a cause.
  private static boolean isConfluentsRefusal(Throwable failure) {
    return failure instanceof InvalidConfigurationException;
  }

  private static boolean isUnhelpfulAnswerToConfluent(Throwable failure) {
    if (!failure.getClass().getSimpleName().equals("RestClientException")) {
      return false;
    }
    try {
      int status = (int) failure.getClass().getMethod("getStatus").invoke(failure);
      int errorCode = (int) failure.getClass().getMethod("getErrorCode").invoke(failure);
      return !HttpRegistry.isVerdict(status, errorCode);
    } catch (NoSuchMethodException
        | IllegalAccessException
        | InvocationTargetException
        | ClassCastException e) {
      return false; // another library's exception of the same name
    }
  }
}
