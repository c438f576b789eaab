package io.leadrouter.routing;

import io.leadrouter.domain.Holder;
import io.leadrouter.domain.LeadChange;
import io.leadrouter.domain.LeadOutcome;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * All that happens to a business from outside, and all that Kafka may do or leave for later.
 * Whoever tells it can be written down, and told again.
 */
interface Life {

  void passes(Duration time);

  /** Every group does what has become due. */
  void worksOff();

  void publishes(String policy);

  void employs(RepSheet rep);

  /** One who had turns elsewhere, by rotation. */
  void employs(RepSheet rep, Map<String, Integer> turnsAhead);

  void removes(String repId);

  void submits(LeadSheet lead, LeadChange change);

  /** One that somebody has already. */
  void submits(LeadSheet lead, LeadChange change, Optional<Holder> holder);

  void reports(LeadOutcome outcome);

  void withdraws(String leadId, boolean erase);

  /** The next command of this way arrives, if there is one. */
  void delivers(String way);

  /** Everything arrives, one way after the other. */
  void settles();

  /** A command comes that nobody can read. */
  void garbles(String group);

  /** The group's process ends; another one goes on from what is stored. */
  void restarts(String group);

  /** What the group has stored now is looked at: another one could go on from it. */
  void saves(String group);
}
