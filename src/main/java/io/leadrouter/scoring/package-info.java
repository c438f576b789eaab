/**
 * How much a lead is worth calling: points for who it is (fit) and for what it did (engagement), by
 * the policy's scorecard.
 */
package io.leadrouter.scoring;
