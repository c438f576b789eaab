package io.leadrouter.recovery;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.ProcessorWrapper;
import org.apache.kafka.streams.processor.api.WrappedFixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.WrappedProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Breaks a running topology at a moment that the test chooses, and may tell it the test's time, by
 * Kafka Streams' own hook for wrapping processors: nothing in the application knows of it.
 */
final class Sabotage {

  /** When something may fail. */
  enum Moment {
    /** A record has been read, and nothing has been done for it. */
    TAKING,
    /** A store has been written, or a record been sent to a topic. */
    STEP,
    /** What a task has to know before it begins is about to be read back into a store. */
    RESTORING
  }

  /** Under which a client's configuration carries it. */
  static final String KEY = "leadrouter.test.sabotage";

  private static final Set<String> WRITES = Set.of("put", "putIfAbsent", "putAll", "delete");

  /** Where the moments of all processors are counted together. */
  private static final String ALL = "";

  /** Records for a topic, not those for the next processor. */
  private static final Predicate<Object[]> OUTPUTS =
      arguments ->
          arguments.length == 2 && ("" + arguments[1]).matches("(publish|send|forward)-.*");

  /** The processors that records from a topic come to first. */
  private static final Set<String> FIRST =
      Set.of("validate-lead", "relay-outcome", "place-rep", "route-group");

  private final Optional<StandingClock> clock;
  private final Set<String> struck = new TreeSet<>();
  private final Map<String, Integer> reached = new HashMap<>();
  private final Set<String> failed = new HashSet<>();
  private Function<String, Optional<String>> counter;
  private Moment moment;
  private int nth;
  private Function<TaskId, RuntimeException> fault;

  Sabotage() {
    this(Optional.empty());
  }

  /**
   * @param clock from which processors read the time; empty: the system's
   */
  Sabotage(Optional<StandingClock> clock) {
    this.clock = clock;
  }

  /**
   * Lets the n-th such moment from now fail, counted from 1.
   *
   * @param fault what is thrown; null for nothing, once it has taken its time
   */
  void arm(Moment moment, int nth, Function<TaskId, RuntimeException> fault) {
    arm(moment, nth, fault, processor -> Optional.of(ALL));
  }

  /**
   * Lets every processor fail once, at the n-th such moment of what it does for one record, counted
   * from 1: neither what others do at the same time nor a second attempt changes which that is.
   */
  void armEach(Moment moment, int nth, Function<TaskId, RuntimeException> fault) {
    arm(moment, nth, fault, Optional::of);
  }

  /** Lets this processor fail at its first such moment from now. */
  void armAt(String processor, Moment moment, Function<TaskId, RuntimeException> fault) {
    arm(moment, 1, fault, any -> Optional.of(any).filter(processor::equals));
  }

  /**
   * @param counter with what the moments of a processor are counted together; empty: not at all
   */
  private synchronized void arm(
      Moment moment,
      int nth,
      Function<TaskId, RuntimeException> fault,
      Function<String, Optional<String>> counter) {
    this.moment = moment;
    this.nth = nth;
    this.fault = fault;
    this.counter = counter;
    failed.clear();
    reached.clear();
  }

  /**
   * Nothing is going to fail any more.
   *
   * @return whether a fault has come; otherwise it is called off
   */
  synchronized boolean disarm() {
    fault = null;
    return !failed.isEmpty();
  }

  /** What has failed so far: stores, and nodes that records were sent to. */
  synchronized Set<String> struck() {
    return new TreeSet<>(struck);
  }

  private void reach(Moment now, String processor, String what, TaskId task) {
    due(now, processor, what)
        .map(fault -> fault.apply(task))
        .ifPresent(
            thrown -> {
              throw thrown;
            });
  }

  private synchronized Optional<Function<TaskId, RuntimeException>> due(
      Moment now, String processor, String what) {
    if (fault == null || now != moment) {
      return Optional.empty();
    }
    Optional<String> counted = counter.apply(processor);
    if (counted.isEmpty()
        || reached.merge(counted.get(), 1, Integer::sum) != nth
        || !failed.add(counted.get())) {
      return Optional.empty();
    }
    struck.add(what);
    return Optional.of(fault);
  }

  /** To be told when stores are restored. */
  StateRestoreListener restores() {
    return new StateRestoreListener() {

      @Override
      public void onRestoreStart(
          TopicPartition changelog, String store, long startingOffset, long endingOffset) {
        // A global table is read from its own topic, before there is any task.
        if (changelog.topic().endsWith("-changelog")) {
          reach(Moment.RESTORING, store, store, null);
        }
      }

      @Override
      public void onBatchRestored(
          TopicPartition changelog, String store, long batchEndOffset, long restored) {}

      @Override
      public void onRestoreEnd(TopicPartition changelog, String store, long totalRestored) {}
    };
  }

  private synchronized void begin(String processor) {
    reached.remove(processor);
  }

  /** Named in a client's configuration. */
  public static final class Wrapper implements ProcessorWrapper {

    private Sabotage sabotage;

    @Override
    public void configure(Map<String, ?> configs) {
      sabotage = (Sabotage) configs.get(KEY);
    }

    @Override
    public <KI, VI, KO, VO> WrappedProcessorSupplier<KI, VI, KO, VO> wrapProcessorSupplier(
        String name, ProcessorSupplier<KI, VI, KO, VO> supplier) {
      return ProcessorWrapper.asWrapped(
          () -> new Breaking<>(name, supplier.get(), sabotage, new TaskId[1]));
    }

    @Override
    public <KI, VI, VO> WrappedFixedKeyProcessorSupplier<KI, VI, VO> wrapFixedKeyProcessorSupplier(
        String name, FixedKeyProcessorSupplier<KI, VI, VO> supplier) {
      return ProcessorWrapper.asWrappedFixedKey(supplier);
    }
  }

  private record Breaking<KI, VI, KO, VO>(
      String name, Processor<KI, VI, KO, VO> processor, Sabotage sabotage, TaskId[] task)
      implements Processor<KI, VI, KO, VO> {

    @Override
    @SuppressWarnings("unchecked")
    public void init(ProcessorContext<KO, VO> context) {
      task[0] = context.taskId();
      processor.init(
          proxy(
              ProcessorContext.class,
              (proxied, method, arguments) -> {
                if (method.getName().equals("currentSystemTimeMs") && sabotage.clock.isPresent()) {
                  return sabotage.clock.get().now().toEpochMilli();
                }
                Object result = call(() -> method.invoke(context, arguments));
                if (result instanceof KeyValueStore<?, ?> store) {
                  return breaking(store, context.taskId());
                }
                if (method.getName().equals("forward") && OUTPUTS.test(arguments)) {
                  sabotage.reach(Moment.STEP, name, "" + arguments[1], context.taskId());
                }
                return result;
              }));
    }

    @Override
    public void process(org.apache.kafka.streams.processor.api.Record<KI, VI> record) {
      sabotage.begin(name);
      if (FIRST.contains(name)) {
        sabotage.reach(Moment.TAKING, name, name, task[0]);
      }
      processor.process(record);
    }

    @Override
    public void close() {
      processor.close();
    }

    private KeyValueStore<?, ?> breaking(KeyValueStore<?, ?> store, TaskId task) {
      return proxy(
          KeyValueStore.class,
          (proxied, method, arguments) -> {
            Object result = call(() -> method.invoke(store, arguments));
            if (WRITES.contains(method.getName())) {
              sabotage.reach(Moment.STEP, name, store.name(), task);
            }
            return result;
          });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
      return type.cast(
          Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object call(ReflectiveCall call) throws Throwable {
      try {
        return call.call();
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }

    private interface ReflectiveCall {
      Object call() throws ReflectiveOperationException;
    }
  }
}
