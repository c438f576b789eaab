package io.leadrouter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import org.apache.avro.AvroTypeException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryUnavailableExceptionTest {

  @Test
  void isFoundUnderWhateverWrapsIt() {
    Throwable failure = new RegistryUnavailableException("down", new IOException());

    assertThat(RegistryUnavailableException.in(failure)).isTrue();
    assertThat(RegistryUnavailableException.in(new IllegalStateException(failure))).isTrue();
  }

  @Test
  void knowsTheNetworkUnderConfluentsSerializers() {
    assertThat(under(new ConnectException("Connection refused"))).isTrue();
    assertThat(under(new UnknownHostException("registry"))).isTrue();
    assertThat(
            RegistryUnavailableException.in(
                new TimeoutException("slow", new SocketTimeoutException("Read timed out"))))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 408, 429, 500, 503})
  void knowsConfluentsAnswersThatSpeakOfTheRegistry(int status) {
    assertThat(under(new RestClientException(status, status))).isTrue();
  }

  @Test
  void knowsHowConfluentsReportRefusedCredentials() {
    assertThat(
            RegistryUnavailableException.in(
                new InvalidConfigurationException("Unauthorized; error code: 401")))
        .isTrue();
  }

  @Test
  void knowsConfluentsAnswersThatSpeakOfTheSchema() {
    assertThat(under(new RestClientException(404, 40403))).isFalse();
    assertThat(under(new RestClientException(409, 409))).isFalse();
    assertThat(under(new RestClientException(422, 42201))).isFalse();
  }

  @Test
  void damagedBytesAreNotTheRegistrys() {
    assertThat(under(new EOFException())).isFalse();
    assertThat(under(new IOException("Incompatible schema"))).isFalse();
    assertThat(under(new AvroTypeException("Found int, expecting string"))).isFalse();
    assertThat(under(new RegistryException(404, 40403, "Schema 7 not found"))).isFalse();
  }

  @Test
  void aChainThatBitesItsTailComesToAnEnd() {
    Exception first = new Exception();
    first.initCause(new Exception(first));

    assertThat(RegistryUnavailableException.in(first)).isFalse();
  }

  private static boolean under(Throwable cause) {
    return RegistryUnavailableException.in(new SerializationException("Error", cause));
  }

  /** Of the shape of Confluent's exception of that name. */
  public static final class RestClientException extends Exception {

    private final int status;
    private final int errorCode;

    RestClientException(int status, int errorCode) {
      this.status = status;
      this.errorCode = errorCode;
    }

    public int getStatus() {
      return status;
    }

    public int getErrorCode() {
      return errorCode;
    }
  }
}
