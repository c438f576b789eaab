package io.leadrouter.policy;

import io.leadrouter.policy.cel.Condition;
import io.leadrouter.policy.cel.LeadScope;

/** A rule, and which leads it is for. */
record MatchingRule(Condition<LeadScope> when, Rule rule) {}
