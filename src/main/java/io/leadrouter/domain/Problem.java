package io.leadrouter.domain;

/**
 * Something wrong with one field.
 *
 * @param field path of the field, such as person.email
 * @param code what is wrong, from a closed set, such as missing
 * @param message for people; never quotes personal data
 */
public record Problem(String field, String code, String message) {}
