package io.leadrouter.kafka;

import io.leadrouter.event.Account;
import io.leadrouter.event.Assignment;
import io.leadrouter.event.Conversion;
import io.leadrouter.event.Forecast;
import io.leadrouter.event.FunnelChange;
import io.leadrouter.event.Lead;
import io.leadrouter.event.LeadActivity;
import io.leadrouter.event.LeadOutcome;
import io.leadrouter.event.LeadOwner;
import io.leadrouter.event.RejectedLead;
import io.leadrouter.event.Rep;
import io.leadrouter.event.RepPlace;
import io.leadrouter.event.RoutingCommand;
import io.leadrouter.event.RoutingDecision;
import io.leadrouter.event.RoutingPolicy;
import io.leadrouter.event.ScoredLead;
import io.leadrouter.event.ScoringModel;
import io.leadrouter.event.TrainingExample;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.TopicConfig;

/** Every topic the router reads or writes, and how each is to be created. */
public enum Topic {
  LEADS(
      "leads",
      Writer.MARKETING,
      Partitioning.LEAD,
      Cleanup.DELETE,
      Keep.PERSONAL,
      Size.INPUT,
      PersonalData.YES,
      Lead.getClassSchema()),
  LEAD_ACTIVITIES(
      "lead-activities",
      Writer.MARKETING,
      Partitioning.LEAD,
      Cleanup.DELETE,
      Keep.PERSONAL,
      Size.INPUT,
      PersonalData.NO,
      LeadActivity.getClassSchema()),
  LEAD_OUTCOMES(
      "lead-outcomes",
      Writer.CRM,
      Partitioning.LEAD,
      Cleanup.DELETE,
      Keep.PERSONAL,
      Size.INPUT,
      PersonalData.NO,
      LeadOutcome.getClassSchema()),
  REPS(
      "reps",
      Writer.CRM,
      Partitioning.FEW,
      Cleanup.COMPACT,
      Keep.LATEST,
      Size.INPUT,
      PersonalData.YES,
      Rep.getClassSchema()),
  ACCOUNTS(
      "accounts",
      Writer.CRM,
      Partitioning.MANY,
      Cleanup.COMPACT,
      Keep.LATEST,
      Size.INPUT,
      PersonalData.NO,
      Account.getClassSchema()),
  ROUTING_POLICIES(
      "routing-policies",
      Writer.POLICY_PUBLISHER,
      Partitioning.ONE,
      Cleanup.COMPACT,
      Keep.LATEST,
      Size.POLICY,
      PersonalData.NO,
      RoutingPolicy.getClassSchema()),
  SCORED_LEADS(
      "scored-leads",
      Writer.ROUTER,
      Partitioning.MANY,
      Cleanup.DELETE,
      Keep.PERSONAL,
      Size.OUTPUT,
      PersonalData.YES,
      ScoredLead.getClassSchema()),
  ASSIGNMENTS(
      "assignments",
      Writer.ROUTER,
      Partitioning.MANY,
      Cleanup.COMPACT_AND_DELETE,
      Keep.AUDIT,
      Size.OUTPUT,
      PersonalData.NO,
      Assignment.getClassSchema()),
  ROUTING_DECISIONS(
      "routing-decisions",
      Writer.ROUTER,
      Partitioning.MANY,
      Cleanup.DELETE,
      Keep.AUDIT,
      Size.OUTPUT,
      PersonalData.NO,
      RoutingDecision.getClassSchema()),
  CONVERSIONS(
      "conversions",
      Writer.ROUTER,
      Partitioning.MANY,
      Cleanup.DELETE,
      Keep.AUDIT,
      Size.OUTPUT,
      PersonalData.NO,
      Conversion.getClassSchema()),
  REJECTED_LEADS(
      "rejected-leads",
      Writer.ROUTER,
      Partitioning.FEW,
      Cleanup.DELETE,
      Keep.PERSONAL,
      Size.OUTPUT,
      PersonalData.YES,
      RejectedLead.getClassSchema()),
  /** Whatever bytes came: they have no schema, and personal data must be expected in them. */
  DEAD_LETTERS(
      "dead-letters",
      Writer.ROUTER,
      Partitioning.FEW,
      Cleanup.DELETE,
      Keep.PERSONAL,
      Size.OUTPUT,
      PersonalData.YES,
      null),
  /** A rep's name and e-mail travel on it; a lead's person does not. */
  ROUTING_COMMANDS(
      "routing-commands",
      Writer.ROUTER,
      Partitioning.COMMANDS,
      Cleanup.DELETE,
      Keep.IN_FLIGHT,
      Size.OUTPUT,
      PersonalData.YES,
      RoutingCommand.getClassSchema()),
  REP_DIRECTORY(
      "rep-directory",
      Writer.ROUTER,
      Partitioning.ONE,
      Cleanup.COMPACT,
      Keep.LATEST,
      Size.OUTPUT,
      PersonalData.NO,
      RepPlace.getClassSchema()),
  /** Persons are on it under keyed hashes, and go within a day of being forgotten. */
  LEAD_OWNERS(
      "lead-owners",
      Writer.ROUTER,
      Partitioning.MANY,
      Cleanup.COMPACT_AND_DELETE,
      Keep.AUDIT,
      Size.OUTPUT,
      PersonalData.YES,
      LeadOwner.getClassSchema()),
  /** A lead's title and attributes are on it, with its id; who the person is, is not. */
  TRAINING_EXAMPLES(
      "training-examples",
      Writer.ROUTER,
      Partitioning.ONE,
      Cleanup.DELETE,
      Keep.PERSONAL,
      Size.OUTPUT,
      PersonalData.YES,
      TrainingExample.getClassSchema()),
  /** What fewer than twenty leads share is not named in a model. */
  SCORING_MODELS(
      "scoring-models",
      Writer.ROUTER,
      Partitioning.ONE,
      Cleanup.COMPACT,
      Keep.LATEST,
      Size.OUTPUT,
      PersonalData.NO,
      ScoringModel.getClassSchema()),
  /**
   * To one reader, who compares all dimensions with each other; few, as they are summed up before.
   */
  FUNNEL_CHANGES(
      "funnel-changes",
      Writer.ROUTER,
      Partitioning.ONE,
      Cleanup.DELETE,
      Keep.IN_FLIGHT,
      Size.OUTPUT,
      PersonalData.NO,
      FunnelChange.getClassSchema()),
  FORECASTS(
      "forecasts",
      Writer.ROUTER,
      Partitioning.FEW,
      Cleanup.COMPACT_AND_DELETE,
      Keep.AUDIT,
      Size.OUTPUT,
      PersonalData.NO,
      Forecast.getClassSchema());

  /**
   * The largest batch any of these topics takes, in bytes. A producer's {@code max.request.size}
   * must allow it, and so must the changelogs of stores that keep a policy.
   */
  public static final int LARGEST_RECORD = Size.OUTPUT.bytes;

  private static final Map<String, Topic> BY_BARE_NAME = new HashMap<>();

  static {
    for (Topic topic : values()) {
      BY_BARE_NAME.put(topic.bareName, topic);
    }
  }

  private final String bareName;
  private final Writer writer;
  private final Partitioning partitioning;
  private final Cleanup cleanup;
  private final Keep keep;
  private final Size size;
  private final PersonalData personalData;
  private final Optional<Schema> schema;

  Topic(
      String bareName,
      Writer writer,
      Partitioning partitioning,
      Cleanup cleanup,
      Keep keep,
      Size size,
      PersonalData personalData,
      Schema schema) {
    this.bareName = bareName;
    this.writer = writer;
    this.partitioning = partitioning;
    this.cleanup = cleanup;
    this.keep = keep;
    this.size = size;
    this.personalData = personalData;
    this.schema = Optional.ofNullable(schema);
  }

  /** The topic of this name without a prefix; empty when there is none. */
  public static Optional<Topic> withBareName(String bareName) {
    return Optional.ofNullable(BY_BARE_NAME.get(bareName));
  }

  /** The name without a prefix, as in {@code lead-outcomes}. */
  public String bareName() {
    return bareName;
  }

  /**
   * The name on a cluster.
   *
   * @param prefix stands directly before the bare name, a separator included; empty for none
   */
  public String named(String prefix) {
    return prefix + bareName;
  }

  /** Who writes it. */
  public Writer writer() {
    return writer;
  }

  /** Which partition count it takes. */
  public Partitioning partitioning() {
    return partitioning;
  }

  /** What happens to old records. */
  public Cleanup cleanup() {
    return cleanup;
  }

  /** How long a record stays at least; empty where the latest of each key stays for ever. */
  public Optional<Duration> retention() {
    return keep.retention;
  }

  /** Whether a record may say who a person is, be it a lead's or a rep. */
  public boolean holdsPersonalData() {
    return personalData == PersonalData.YES;
  }

  /** The schema of its values; empty for {@link #DEAD_LETTERS} alone. */
  public Optional<Schema> schema() {
    return schema;
  }

  /** What to create the topic with, beside partitions and replication; immutable. */
  public Map<String, String> configs() {
    Map<String, String> configs = new HashMap<>();
    configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, cleanup.policy);
    configs.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(size.bytes));
    if (holdsPersonalData()) {
      // Kafka removes whole segments, and only those it no longer writes to: with its default a
      // quiet partition would keep a person's data for a week longer than promised.
      configs.put(TopicConfig.SEGMENT_MS_CONFIG, millis(Duration.ofDays(1)));
    }
    keep.retention.ifPresent(
        retention -> configs.put(TopicConfig.RETENTION_MS_CONFIG, millis(retention)));
    if (cleanup != Cleanup.DELETE) {
      // These are read from the start whenever an instance starts, so few outdated records should
      // be left: clean at a tenth rather than at half, and within a day, so that what was replaced
      // or removed is gone from the disk the day after.
      configs.put(TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.1");
      configs.put(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, millis(Duration.ofDays(1)));
      // A reader that was down must still see the null that removed a key, or keeps the key for
      // ever. A week outlasts a long weekend; the default is a day.
      configs.put(TopicConfig.DELETE_RETENTION_MS_CONFIG, millis(Duration.ofDays(7)));
      if (partitioning == Partitioning.ONE) {
        // What is being written to is never cleaned, and one model is as large as a thousand reps.
        configs.put(TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(32 * 1024 * 1024));
      }
    }
    return Map.copyOf(configs);
  }

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }

  /** Who writes a topic. */
  public enum Writer {
    /** Marketing platforms. */
    MARKETING,
    /** CRM connectors. */
    CRM,
    /** The command {@code policy publish}. */
    POLICY_PUBLISHER,
    /** This application. */
    ROUTER
  }

  /**
   * Which partition count a topic takes, and how many that is when nobody says otherwise.
   *
   * <p>Twelve is shared evenly by 2, 3, 4, 6 and 12 instances, and is few enough for a laptop.
   */
  public enum Partitioning {
    /** One count for all topics that are read by leadId together; it never changes. */
    LEAD(12),
    /** Its own count, which never changes: a group's order and state live in one partition. */
    COMMANDS(12),
    /** Its own count, for as many records as there are leads or accounts. */
    MANY(12),
    /** Its own count, for thousands of records rather than millions. */
    FEW(3),
    /** One, for a single order or because everybody reads all of it. */
    ONE(1);

    private final int defaultCount;

    Partitioning(int defaultCount) {
      this.defaultCount = defaultCount;
    }

    /** Partitions when nobody says otherwise. */
    public int defaultCount() {
      return defaultCount;
    }

    /** Whether nobody may say otherwise when the topic is created. */
    public boolean isFixed() {
      return this == ONE;
    }
  }

  /** What happens to old records. */
  public enum Cleanup {
    /** They go when their time is over. */
    DELETE(TopicConfig.CLEANUP_POLICY_DELETE),
    /** They go when a newer one of their key comes. */
    COMPACT(TopicConfig.CLEANUP_POLICY_COMPACT),
    /** They go when a newer one of their key comes or their time is over. */
    COMPACT_AND_DELETE(
        TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE);

    private final String policy;

    Cleanup(String policy) {
      this.policy = policy;
    }
  }

  private enum Keep {
    /** The latest of each key, for ever. */
    LATEST(null),
    /**
     * A command is done within moments; what is not done when it goes is lost. A week outlasts any
     * outage that somebody notices.
     */
    IN_FLIGHT(Duration.ofDays(7)),
    /**
     * Personal data should not lie around. A month is the time in which an erasure request must be
     * answered (GDPR, article 12), and leaves three weeks to mend what was rejected.
     */
    PERSONAL(Duration.ofDays(30)),
    /** A year and a month: this quarter can be compared with the same one a year ago. */
    AUDIT(Duration.ofDays(400));

    private final Optional<Duration> retention;

    Keep(Duration retention) {
      this.retention = Optional.ofNullable(retention);
    }
  }

  private enum Size {
    /** The broker's usual limit, which a lead of 2 KB never meets. */
    INPUT(1024 * 1024),
    /** A policy is one record; two thousand rules with their pools come to about 500 KB. */
    POLICY(2 * 1024 * 1024),
    /**
     * What the router writes may carry the largest lead and account or a policy whole, and an error
     * with its trace beside it. A record that came in must never be too large to be written on, for
     * that would stop the stream.
     */
    OUTPUT(4 * 1024 * 1024);

    private final int bytes;

    Size(int bytes) {
      this.bytes = bytes;
    }
  }

  private enum PersonalData {
    YES,
    NO
  }
}
