package io.leadrouter.policy.cel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FrequentFieldTest {

  @ParameterizedTest
  @EnumSource
  void aFieldReadInPlaceIsWhatConditionsRead(FrequentField field) {
    RandomRules random = new RandomRules(5);
    for (int i = 0; i < 200; i++) {
      LeadScope lead = random.lead();
      assertThat(field.read(lead)).isEqualTo(asConditionsRead(field.called(), lead));
    }
  }

  private static Object asConditionsRead(String called, LeadScope lead) {
    String[] names = called.split("\\.");
    Object value = lead.find(names[0]).orElseThrow();
    for (int i = 1; i < names.length; i++) {
      value = ((ReadableValue<?>) value).select(names[i]);
    }
    return value;
  }
}
