package io.leadrouter.cli;

import io.leadrouter.domain.Feature;
import java.time.Instant;
import java.util.List;

/**
 * A lead whose outcome is known by now.
 *
 * @param features what was known of it when it came
 * @param came never before the one before it in the file
 * @param known when its outcome was; {@link Instant#MAX} for never
 */
record PastLead(List<Feature> features, boolean converted, Instant came, Instant known) {}
