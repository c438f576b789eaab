package io.leadrouter.ops;

/** Whether the process is to be restarted, and whether it does its work. Thread-safe, quick. */
public interface Health {

  /** Up unless only a restart can help. */
  Condition live();

  /** Up while the process does its work. */
  Condition ready();

  /**
   * One answer.
   *
   * @param state one word, such as RUNNING
   * @param reason one sentence for people
   * @param policy which policy is in force and which was refused, in words; never a reason to be
   *     down, since the last good one stays
   */
  record Condition(boolean up, String state, String reason, String policy) {}
}
