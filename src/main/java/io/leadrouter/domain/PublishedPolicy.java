package io.leadrouter.domain;

import java.time.Instant;

/**
 * One published version of the business's own configuration.
 *
 * @param version from 1; the highest is in force
 * @param format version of the policy language
 * @param checksum SHA-256 of the file, in hexadecimal
 */
public record PublishedPolicy(
    String policyId,
    int version,
    int format,
    String yaml,
    String checksum,
    String author,
    String message,
    Instant publishedAt) {}
