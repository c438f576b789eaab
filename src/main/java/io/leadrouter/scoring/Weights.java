package io.leadrouter.scoring;

/** How much an input moves the log-odds of a conversion. */
@FunctionalInterface
interface Weights {

  double of(int bucket);
}
