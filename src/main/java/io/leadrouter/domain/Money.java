package io.leadrouter.domain;

import java.math.BigDecimal;

/**
 * An amount of money in one currency.
 *
 * @param amount in units of the currency, at most four decimals
 * @param currency ISO 4217 code
 */
public record Money(BigDecimal amount, String currency) {}
