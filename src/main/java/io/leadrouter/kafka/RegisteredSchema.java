package io.leadrouter.kafka;

import java.util.Objects;

/**
 * A schema as a version of a subject.
 *
 * @param version from 1, counted in each subject
 * @param id from 1, the same wherever the same schema is registered
 * @param schema the schema as JSON text
 */
public record RegisteredSchema(String subject, int version, int id, String schema) {

  public RegisteredSchema {
    Objects.requireNonNull(subject);
    Objects.requireNonNull(schema);
  }
}
