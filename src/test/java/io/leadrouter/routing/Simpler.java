package io.leadrouter.routing;

import io.leadrouter.domain.LeadOutcome;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What says a little less than something else. */
final class Simpler {

  private static final List<Duration> TIMES =
      Stream.of("PT1S", "PT1M", "PT1H", "P1D").map(Duration::parse).toList();

  private Simpler() {}

  static Stream<?> than(Object value) {
    if (value instanceof Duration time) {
      return TIMES.stream()
          .map(shorter -> time.isNegative() ? shorter.negated() : shorter)
          .filter(shorter -> shorter.abs().compareTo(time.abs()) < 0);
    } else if (value instanceof String policy && History.POLICIES.contains(policy)) {
      return History.POLICIES.stream().filter(other -> other.length() < policy.length());
    } else if (value instanceof LeadSheet lead) {
      return than(lead, LeadSheet.lead(lead.leadId()));
    } else if (value instanceof RepSheet rep) {
      return than(rep, RepSheet.rep(rep.repId()).in(rep.group()));
    } else if (value instanceof LeadOutcome outcome) {
      return than(outcome, bare(outcome));
    } else if (value instanceof List<?> values) {
      return IntStream.range(0, values.size()).mapToObj(i -> without(values, i));
    }
    return Stream.of();
  }

  private static LeadOutcome bare(LeadOutcome outcome) {
    return new LeadOutcome(
        outcome.leadId(),
        outcome.outcomeId(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        "",
        outcome.disposition(),
        "",
        Optional.empty(),
        outcome.occurredAt());
  }

  /** Each with one part as usual, or one part of a part, or one value less in it. */
  private static Stream<Record> than(Record record, Record usual) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    return IntStream.range(0, components.length)
        .boxed()
        .flatMap(
            i ->
                parts(Wording.part(record, components[i]), Wording.part(usual, components[i]))
                    .map(simpler -> with(record, i, simpler)));
  }

  private static Stream<?> parts(Object part, Object usual) {
    if (part.equals(usual)) {
      return Stream.of();
    }
    return Stream.concat(
        Stream.of(usual), part instanceof Record inner ? than(inner, (Record) usual) : than(part));
  }

  private static Record with(Record record, int index, Object part) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    Object[] parts =
        Arrays.stream(components).map(component -> Wording.part(record, component)).toArray();
    parts[index] = part;
    try {
      return record
          .getClass()
          .getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new))
          .newInstance(parts);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<?> without(List<?> values, int index) {
    List<Object> fewer = new ArrayList<>(values);
    fewer.remove(index);
    return List.copyOf(fewer);
  }
}
