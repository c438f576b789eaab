package io.leadrouter.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.PublishedPolicy;
import io.leadrouter.policy.InvalidPolicyException;
import io.leadrouter.policy.Policy;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PolicyBookTest {

  private static final String YAML =
      """
      id: test
      groups: [team]
      pools: {all: {group: team, members: 'true'}}
      rules: [{id: rest, otherwise: true, routes: [{pool: all}]}]
      """;

  private final PolicyBook book = new PolicyBook();

  @Test
  void whatWasLoadedIsNotLoadedAgain() throws InvalidPolicyException {
    Policy policy = Policy.parse(published(2, YAML));
    book.add(published(2, YAML), policy);
    assertThat(book.loaded(published(2, YAML))).containsSame(policy);
  }

  @Test
  void anotherVersionOrTextIsAnotherPolicy() throws InvalidPolicyException {
    assertThat(book.loaded(published(2, YAML))).isEmpty();
    book.add(published(2, YAML), Policy.parse(published(2, YAML)));
    assertThat(book.loaded(published(1, YAML))).isEmpty();
    assertThat(book.loaded(published(2, YAML + "# another"))).isEmpty();
  }

  private static PublishedPolicy published(int version, String yaml) {
    return PublishedPolicy.of("test", version, Policy.FORMAT, yaml, "ann", "", Instant.EPOCH);
  }
}
