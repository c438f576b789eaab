package io.leadrouter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.policy.ExamplePolicies;
import io.leadrouter.policy.Policy;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplePoliciesTest {

  static Stream<String> names() {
    return ExamplePolicies.names().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void theSampleBusinessCanWorkByEachOfThem(String name) throws Exception {
    String yaml = ExamplePolicies.yaml(name).orElseThrow();

    Policy policy = Policy.parse(name + ".yaml", yaml, 1, SampleBusiness.load().reps());

    assertThat(policy.id()).isEqualTo(name);
    assertThat(policy.warnings()).isEmpty();
  }
}
