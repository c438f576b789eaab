package io.leadrouter.policy;

/** A rule, and which leads it is for. */
record MatchingRule(Condition<LeadScope> when, Rule rule) {}
