package io.leadrouter.topology;

/** The nodes that processors name when they forward. */
final class Nodes {

  static final String RECOGNISE = "recognise-lead";
  static final String ENRICH = "enrich-lead";
  static final String SCORE = "score-lead";
  static final String MATCH = "match-rules";

  static final String LABEL = "label-lead";

  static final String REJECT = "publish-rejected-lead";
  static final String PUBLISH_SCORED = "publish-scored-lead";
  static final String PUBLISH_DECISION = "publish-decision";
  static final String PUBLISH_EXAMPLE = "publish-training-example";
  // PLACE has sinks of its own: a shared one would make it one task with INTAKE, and tie the number
  // of its partitions to that of the leads for ever.
  static final String REJECT_REP = "publish-rejected-rep";
  static final String PLACE_COMMAND = "send-rep-command";
  static final String PUBLISH_PLACE = "publish-rep-place";
  static final String COMMAND = "send-command";

  static final String PUBLISH_ASSIGNMENT = "publish-assignment";
  static final String PUBLISH_OWNER = "publish-lead-owner";
  static final String PUBLISH_CONVERSION = "publish-conversion";
  static final String PUBLISH_GROUP_DECISION = "publish-group-decision";
  static final String FORWARD = "forward-command";

  static final String TRAIN = "train-model";
  static final String PUBLISH_MODEL = "publish-model";

  static final String TELL_CHANGE = "send-funnel-change";
  static final String PUBLISH_FORECAST = "publish-forecast";

  private Nodes() {}
}
