package io.leadrouter.domain;

/** The record from outside that caused something. */
public record Origin(String topic, int partition, long offset) {}
