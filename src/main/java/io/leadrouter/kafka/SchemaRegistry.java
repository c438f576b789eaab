package io.leadrouter.kafka;

import org.apache.avro.Schema;

/**
 * What a serializer needs of a registry. Every call may go over the network; who calls keeps the
 * answers. Safe for use by several threads.
 *
 * <p>Every method throws {@link RegistryException} when the registry says no to this schema, id or
 * subject, and {@link RegistryUnavailableException} when it can't be asked.
 */
interface SchemaRegistry {

  /** The id of a schema under a subject; registers it where it is new. */
  int register(String subject, Schema schema, boolean normalize);

  /** The id of a schema that is registered under a subject. */
  int idOf(String subject, Schema schema, boolean normalize);

  /** The newest schema of a subject. */
  Identified latest(String subject);

  /**
   * The schema with an id.
   *
   * @param subject where it is expected, as a hint for registries with several contexts; or empty
   */
  Schema schema(int id, String subject);

  /** A schema and the id under which the registry knows it. */
  record Identified(int id, Schema schema) {}
}
