/**
 * What becomes of leads, and what will: each lead's {@link io.leadrouter.forecast.Journey} is
 * followed through the router's decisions, and counted by {@link io.leadrouter.forecast.Dimension}.
 * Everything that is said is a function of counts, which can be taken back: a correction gives the
 * figures that would have been, had the last word been the first. Days are UTC's, weeks ISO's.
 */
package io.leadrouter.forecast;
