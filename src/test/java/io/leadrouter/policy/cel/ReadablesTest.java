package io.leadrouter.policy.cel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class ReadablesTest {

  /** So that whoever reads the schemas can write a condition, and nobody reads what identifies. */
  @Test
  void fieldsAreThoseOfTheSchemasWithoutWhatIdentifiesAPerson() {
    Schema lead = io.leadrouter.event.Lead.getClassSchema();
    Schema account = io.leadrouter.event.Account.getClassSchema();
    Schema rep = io.leadrouter.event.Rep.getClassSchema();
    assertThat(without(lead, "dedupeKey", "holder")).isEqualTo(Readables.LEAD.fieldNames());
    assertThat(without(account)).isEqualTo(Readables.ACCOUNT.fieldNames());
    assertThat(
            without(
                rep,
                "name",
                "email",
                "caps",
                "maxUnaccepted",
                "workingHours",
                "timeOff",
                "turnsAhead"))
        .isEqualTo(Readables.REP.fieldNames());
    assertThat(nested(Readables.LEAD, "person")).containsExactly("title");
    assertThat(nested(Readables.LEAD, "company"))
        .isEqualTo(without(io.leadrouter.event.Company.getClassSchema()));
    assertThat(nested(Readables.ACCOUNT, "owners"))
        .isEqualTo(without(io.leadrouter.event.AccountOwner.getClassSchema()));
    assertThat(nested(Readables.ACCOUNT, "revenue"))
        .isEqualTo(without(io.leadrouter.event.Money.getClassSchema()));
  }

  private static Set<String> nested(ReadableType<?> type, String field) {
    return type.nested(field).orElseThrow().fieldNames();
  }

  private static Set<String> without(Schema schema, String... fields) {
    Set<String> names = new HashSet<>();
    schema.getFields().forEach(field -> names.add(field.name()));
    names.removeAll(List.of(fields));
    return names;
  }
}
