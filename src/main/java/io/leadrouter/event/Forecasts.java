package io.leadrouter.event;

import io.leadrouter.event.state.ForecastDue;
import io.leadrouter.event.state.Journey;
import io.leadrouter.event.state.JourneyEnd;
import io.leadrouter.event.state.Stint;
import io.leadrouter.forecast.Cell;
import io.leadrouter.forecast.Due;
import io.leadrouter.forecast.FunnelChanges;
import io.leadrouter.forecast.Mark;
import io.leadrouter.forecast.Measure;
import io.leadrouter.forecast.Rate;
import io.leadrouter.forecast.Signal;
import io.leadrouter.forecast.Snapshot;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Journeys, counts and forecasts, between the contract and the room that makes them. */
public final class Forecasts {

  private Forecasts() {}

  public static io.leadrouter.forecast.Journey read(Journey journey) {
    return new io.leadrouter.forecast.Journey(
        journey.getCycle(),
        journey.getSubmittedAt(),
        journey.getSource(),
        Absent.number(journey.getProbability()),
        Optional.ofNullable(journey.getEnteredAt()),
        Optional.ofNullable(journey.getLeftAt()),
        Each.of(journey.getStints(), Forecasts::read),
        Optional.ofNullable(journey.getEnd()).map(Forecasts::read),
        journey.getSaidAt());
  }

  public static Journey write(io.leadrouter.forecast.Journey journey) {
    return new Journey(
        journey.cycle(),
        journey.submittedAt(),
        journey.source(),
        Absent.orNull(journey.probability()),
        journey.enteredAt().orElse(null),
        journey.leftAt().orElse(null),
        Each.of(journey.stints(), Forecasts::write),
        journey.end().map(Forecasts::write).orElse(null),
        journey.saidAt());
  }

  private static io.leadrouter.forecast.Stint read(Stint stint) {
    return new io.leadrouter.forecast.Stint(
        stint.getRepId(),
        Absent.text(stint.getPool()),
        stint.getFrom(),
        Optional.ofNullable(stint.getUntil()),
        Optional.ofNullable(stint.getAcceptedAt()),
        Optional.ofNullable(stint.getContactedAt()),
        Optional.ofNullable(stint.getQualifiedAt()));
  }

  private static Stint write(io.leadrouter.forecast.Stint stint) {
    return new Stint(
        stint.repId(),
        Absent.orNull(stint.pool()),
        stint.from(),
        stint.until().orElse(null),
        stint.acceptedAt().orElse(null),
        stint.contactedAt().orElse(null),
        stint.qualifiedAt().orElse(null));
  }

  private static io.leadrouter.forecast.Journey.End read(JourneyEnd end) {
    return new io.leadrouter.forecast.Journey.End(
        end.getWon(), end.getAt(), Amounts.read(end.getValue()), Absent.text(end.getRepId()));
  }

  private static JourneyEnd write(io.leadrouter.forecast.Journey.End end) {
    return new JourneyEnd(
        end.won(), end.at(), Amounts.write(end.value()), Absent.orNull(end.repId()));
  }

  public static Due read(ForecastDue due) {
    return new Due(due.getAsOf(), due.getDays());
  }

  public static ForecastDue write(Due due) {
    return new ForecastDue(due.asOf(), due.days());
  }

  /** What only a newer router counts is left out. */
  public static FunnelChanges read(FunnelChange change) {
    Map<Mark, Long> marks = new HashMap<>();
    for (FunnelMark mark : change.getMarks()) {
      if (mark.getMeasure() != FunnelMeasure.UNKNOWN) {
        Measure measure = Measure.valueOf(mark.getMeasure().name());
        Cell cell = new Cell(measure, mark.getBin(), mark.getSize(), mark.getLabel());
        marks.put(new Mark(mark.getDay(), cell), mark.getCount());
      }
    }
    return new FunnelChanges(change.getAsOf(), marks);
  }

  public static FunnelChange write(FunnelChanges changes) {
    List<FunnelMark> marks = new ArrayList<>(changes.marks().size());
    changes
        .marks()
        .forEach(
            (mark, count) ->
                marks.add(
                    new FunnelMark(
                        mark.day(),
                        FunnelMeasure.valueOf(mark.cell().measure().name()),
                        mark.cell().bin(),
                        mark.cell().size(),
                        mark.cell().label(),
                        count)));
    return new FunnelChange(changes.asOf(), marks);
  }

  public static Forecast write(Snapshot snapshot, Instant computedAt) {
    return Forecast.newBuilder()
        .setDimension(ForecastDimension.valueOf(snapshot.dimension().kind().name()))
        .setId(snapshot.dimension().id())
        .setWindow(ForecastWindow.valueOf(snapshot.window().kind().name()))
        .setFirstDay(LocalDate.ofEpochDay(snapshot.window().firstDay()))
        .setLastDay(LocalDate.ofEpochDay(snapshot.window().lastDay()))
        .setAsOf(snapshot.asOf())
        .setComputedAt(computedAt)
        .setSubmitted(count(snapshot, Measure.SUBMITTED))
        .setAssigned(count(snapshot, Measure.ASSIGNED))
        .setAccepted(count(snapshot, Measure.ACCEPTED))
        .setContacted(count(snapshot, Measure.CONTACTED))
        .setQualified(count(snapshot, Measure.QUALIFIED))
        .setConverted(count(snapshot, Measure.CONVERTED))
        .setLost(count(snapshot, Measure.LOST))
        .setValues(values(snapshot))
        .setConversionRate(snapshot.conversionRate().map(Forecasts::write).orElse(null))
        .setSpeedToLead(snapshot.touch().map(Forecasts::write).orElse(null))
        .setTimeToAccept(snapshot.accept().map(Forecasts::write).orElse(null))
        .setTimeToConvert(snapshot.convert().map(Forecasts::write).orElse(null))
        .setOpen(snapshot.open())
        .setOutlooks(Each.of(snapshot.outlooks(), Forecasts::write))
        .setSignals(Each.of(snapshot.signals(), Forecasts::write))
        .build();
  }

  private static long count(Snapshot snapshot, Measure measure) {
    return snapshot.counts().getOrDefault(measure, 0L);
  }

  private static List<Money> values(Snapshot snapshot) {
    List<Money> values = new ArrayList<>();
    new TreeMap<>(snapshot.values())
        .forEach((currency, amount) -> values.add(new Money(amount, currency)));
    return values;
  }

  private static Interval write(Rate rate) {
    return new Interval(rate.mean(), rate.low(), rate.high());
  }

  private static Interval write(io.leadrouter.forecast.Outlook.Range range) {
    return new Interval(range.mean(), range.low(), range.high());
  }

  private static Quantiles write(Snapshot.Quantiles quantiles) {
    return new Quantiles(quantiles.median(), quantiles.ninetieth());
  }

  private static Outlook write(io.leadrouter.forecast.Outlook outlook) {
    Map<String, Interval> values = new TreeMap<>();
    outlook.values().forEach((currency, range) -> values.put(currency, write(range)));
    return new Outlook(outlook.days(), write(outlook.conversions()), values);
  }

  private static ForecastSignal write(Signal signal) {
    return new ForecastSignal(
        SignalKind.valueOf(signal.kind().name()),
        signal.actual(),
        signal.expected(),
        signal.doubt());
  }
}
