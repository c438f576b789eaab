package io.leadrouter.domain;

/** A rep who owns an account in a role, such as account-executive. */
public record AccountOwner(String role, String repId) {}
