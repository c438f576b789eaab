package io.leadrouter.topology;

import io.leadrouter.domain.PublishedModel;
import io.leadrouter.event.ScoringModel;
import io.leadrouter.event.Training;
import io.leadrouter.scoring.InvalidModelException;
import io.leadrouter.scoring.Model;
import io.leadrouter.scoring.ModelText;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps the published models that can be read, and the pin. */
final class KeepModels implements Processor<String, byte[], Void, Void> {

  private final GlobalRecords<ScoringModel> records;
  private final ModelBook book;
  private final RouterObserver observer;
  private KeyValueStore<String, byte[]> models;

  KeepModels(GlobalRecords<ScoringModel> records, ModelBook book, RouterObserver observer) {
    this.records = records;
    this.book = book;
    this.observer = observer;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    models = context.getStateStore(StateStores.MODELS);
  }

  @Override
  public void process(Record<String, byte[]> record) {
    String key = record.key();
    if (key == null) {
      records.bad("null", "it has no key");
    } else if (record.value() == null) {
      models.delete(key);
      book.remove(key);
      observe();
    } else {
      records
          .decode(key, record.value())
          .map(Training::read)
          .ifPresent(
              published ->
                  model(key, published)
                      .ifPresent(
                          model -> {
                            models.put(key, record.value());
                            book.add(published, model);
                            observe();
                          }));
    }
  }

  private void observe() {
    observer.modelInForce(
        book.inForce()
            .map(
                entry ->
                    new RouterObserver.ModelInForce(
                        entry.version(), entry.createdAt(), book.pinned().isPresent())));
  }

  private Optional<Model> model(String key, PublishedModel published) {
    if (!published.key().equals(key)) {
      records.bad(key, "its version differs from the key");
      return Optional.empty();
    }
    try {
      return Optional.of(ModelText.read(published.text()));
    } catch (InvalidModelException e) {
      // Not the message: it may quote what leads said.
      records.bad(key, "its text is no model");
    } catch (RuntimeException e) {
      // Nobody foresaw this one; let through, it would end the client, and again at each restart.
      records.bad(key, "reading its text failed with " + e.getClass().getSimpleName());
    }
    return Optional.empty();
  }
}
