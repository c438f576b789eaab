package io.leadrouter.domain;

import java.time.Instant;

/**
 * The rep who holds a person or an account, or held it last.
 *
 * @param since when the rep got the lead, or it was closed
 */
public record Owner(String repId, Instant since) {}
