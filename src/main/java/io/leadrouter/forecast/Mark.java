package io.leadrouter.forecast;

/**
 * Where something is counted.
 *
 * @param day of UTC, since 1970-01-01
 */
public record Mark(int day, Cell cell) {}
