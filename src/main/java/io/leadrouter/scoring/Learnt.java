package io.leadrouter.scoring;

/**
 * What a model has learnt of one feature.
 *
 * @param text such as {@code source = referral}, or {@code employees, the more} for what each
 *     deviation above the mean adds
 * @param logOdds what it adds to the log-odds of a lead
 * @param leads how many it was learnt from
 */
public record Learnt(String text, double logOdds, long leads) {}
