package io.leadrouter.topology;

import io.leadrouter.domain.Checked;
import io.leadrouter.domain.Command;
import io.leadrouter.domain.Problem;
import io.leadrouter.domain.RepHome;
import io.leadrouter.domain.RepPlace;
import io.leadrouter.event.Rep;
import io.leadrouter.event.Reps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Sends what is known of a rep to the group that has the rep: when it moves, that is still the old
 * one, which hands it over.
 */
final class PlaceRep implements Processor<String, Rep, String, Object> {

  private final IntakeParts parts;
  private Outbox outbox;
  private KeyValueStore<String, RepHome> homes;

  PlaceRep(IntakeParts parts) {
    this.parts = parts;
  }

  @Override
  public void init(ProcessorContext<String, Object> context) {
    outbox = parts.placeOutbox(context);
    homes = context.getStateStore(StateStores.REP_HOMES);
  }

  @Override
  public void process(Record<String, Rep> record) {
    String key = record.key();
    if (record.value() == null) {
      if (key == null) {
        outbox.reject(null, null, List.of(NoValue.PROBLEM));
      } else {
        remove(key);
      }
      return;
    }
    Checked<io.leadrouter.domain.Rep> checked = Reps.check(record.value());
    List<Problem> problems = new ArrayList<>();
    if (checked instanceof Checked.Bad<io.leadrouter.domain.Rep> bad) {
      problems.addAll(bad.problems());
    }
    if (!record.value().getRepId().equals(key)) {
      problems.add(new Problem("key", "mismatch", "The key must be the repId"));
    }
    if (!problems.isEmpty()) {
      outbox.reject(key, record.value(), problems);
    } else if (checked instanceof Checked.Good<io.leadrouter.domain.Rep> good) {
      place(good.value(), Reps.turnsAhead(record.value()));
    }
  }

  private void place(io.leadrouter.domain.Rep rep, Map<String, Integer> turnsAhead) {
    RepHome known = homes.get(rep.repId());
    boolean moves = known != null && !known.group().equals(rep.group());
    RepHome home =
        known == null
            ? new RepHome(rep.group(), 0, 1)
            : new RepHome(rep.group(), known.moves() + (moves ? 1 : 0), known.version() + 1);
    String through = known == null ? rep.group() : known.group();
    outbox.command(
        through,
        new Command.RepChanged(
            rep.repId(),
            Optional.of(rep),
            home.moves(),
            home.version(),
            known == null ? turnsAhead : Map.of()),
        outbox.origin());
    outbox.send(
        Nodes.PUBLISH_PLACE,
        rep.repId(),
        Reps.write(new RepPlace(rep.repId(), rep.group(), home.moves())));
    homes.put(rep.repId(), home);
  }

  private void remove(String repId) {
    RepHome known = homes.get(repId);
    if (known != null) {
      RepHome gone = new RepHome(known.group(), known.moves(), known.version() + 1);
      outbox.command(
          known.group(),
          new Command.RepChanged(repId, Optional.empty(), gone.moves(), gone.version(), Map.of()),
          outbox.origin());
      outbox.send(Nodes.PUBLISH_PLACE, repId, null);
      // Kept, so that the rep returns through the group that still knows what it holds.
      homes.put(repId, gone);
    }
  }
}
