package io.leadrouter.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.ModelPin;
import io.leadrouter.domain.PublishedModel;
import io.leadrouter.scoring.Learner;
import io.leadrouter.scoring.Model;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelBookTest {

  private static final Model MODEL = new Learner().model();
  private static final ModelPin PIN = new ModelPin("ann", "", Instant.EPOCH);

  private final ModelBook book = new ModelBook();

  @Test
  void nothingIsInForceBeforeAModelWasPublished() {
    assertThat(inForce()).isEmpty();
  }

  @Test
  void theNewestThatWasTrainedIsInForceInWhateverOrderTheyCome() {
    add(trained(9));
    add(trained(10));
    add(trained(8));
    assertThat(inForce()).contains("10");
    assertThat(book.trained()).containsExactly(8, 9, 10);
    book.remove("10");
    assertThat(inForce()).contains("9");
  }

  @Test
  void anImportedOneIsInForceWhileItIsPinned() {
    PublishedModel imported =
        PublishedModel.imported("text", 100, 10, Instant.EPOCH, "ann", "of another region");
    add(trained(1));
    add(imported);
    assertThat(inForce()).contains("1");
    add(imported.pinned(PIN));
    assertThat(inForce()).contains(imported.version());
    assertThat(book.pinned()).contains(imported.version());
    book.remove(PublishedModel.PIN);
    assertThat(inForce()).contains("1");
  }

  @Test
  void aPinnedOneStaysWhateverIsTrainedAndThoughItsVersionGoes() {
    add(trained(3));
    add(trained(3).pinned(PIN));
    add(trained(4));
    book.remove("3");
    assertThat(inForce()).contains("3");
    assertThat(book.trained()).containsExactly(4);
    book.remove(PublishedModel.PIN);
    assertThat(inForce()).contains("4");
    assertThat(book.pinned()).isEmpty();
  }

  private Optional<String> inForce() {
    return book.inForce().map(ModelBook.Entry::version);
  }

  private void add(PublishedModel model) {
    book.add(model, MODEL);
  }

  private static PublishedModel trained(int number) {
    return PublishedModel.trained(number, "text", 100, 10, Instant.EPOCH);
  }
}
