package io.leadrouter.kafka;

import org.apache.avro.Schema;

/** {@code mock://NAME}: the process's own registry of that name, asked without a network. */
record MockRegistry(InMemoryRegistry registry) implements SchemaRegistry {

  @Override
  public int register(String subject, Schema schema, boolean normalize) {
    return registry.register(subject, schema.toString(), normalize).id();
  }

  @Override
  public int idOf(String subject, Schema schema, boolean normalize) {
    return registry.lookUp(subject, schema.toString(), normalize, false).id();
  }

  @Override
  public Identified latest(String subject) {
    RegisteredSchema latest = registry.version(subject, "latest", false);
    return new Identified(latest.id(), new Schema.Parser().parse(latest.schema()));
  }

  @Override
  public Schema schema(int id, String subject) {
    return new Schema.Parser().parse(registry.schema(id));
  }
}
