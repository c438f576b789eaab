/**
 * How much a lead is worth calling: points for who it is (fit) and for what it did (engagement), by
 * the policy's scorecard; and how likely it converts, by what became of those before it ({@link
 * io.leadrouter.scoring.Learner} learns, a {@link io.leadrouter.scoring.Model} predicts with
 * reasons, a {@link io.leadrouter.scoring.Rehearsal} tells how well).
 */
package io.leadrouter.scoring;
