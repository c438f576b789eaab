package io.leadrouter.kafka;

/**
 * What a schema registry answered instead of what it was asked for. Immutable.
 *
 * <p>In a cause chain it says why a schema was refused: 404 with 40403 for an unknown schema, 409
 * for an incompatible one, 422 for something that is no schema.
 */
public final class RegistryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final int errorCode;

  /**
   * @param status the HTTP status, 400 to 599
   * @param errorCode the registry's own code, such as 40403; the status where it gave none
   * @param message the registry's own words
   */
  public RegistryException(int status, int errorCode, String message) {
    super(message);
    this.status = status;
    this.errorCode = errorCode;
  }

  /** The HTTP status, 400 to 599. */
  public int status() {
    return status;
  }

  /** The registry's own code, such as 40403; the status where it gave none. */
  public int errorCode() {
    return errorCode;
  }

  @Override
  public String toString() {
    return "status %d, error code %d: %s".formatted(status, errorCode, getMessage());
  }
}
