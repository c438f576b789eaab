package io.leadrouter.event;

import io.leadrouter.domain.PublishedPolicy;

/** Published policies, between the contract and the domain. */
public final class Policies {

  private Policies() {}

  public static PublishedPolicy read(RoutingPolicy policy) {
    return new PublishedPolicy(
        policy.getPolicyId(),
        policy.getVersion(),
        policy.getFormat(),
        policy.getYaml(),
        policy.getChecksum(),
        policy.getAuthor(),
        policy.getMessage(),
        policy.getPublishedAt());
  }

  public static RoutingPolicy write(PublishedPolicy policy) {
    return new RoutingPolicy(
        policy.policyId(),
        policy.version(),
        policy.format(),
        policy.yaml(),
        policy.checksum(),
        policy.author(),
        policy.message(),
        policy.publishedAt());
  }
}
