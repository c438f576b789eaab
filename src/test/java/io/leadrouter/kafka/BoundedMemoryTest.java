package io.leadrouter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;

class BoundedMemoryTest {
  private final BoundedMemory memory = new BoundedMemory();

  @Test
  void allStoresOfAProcessShareOneBound() {
    try (var first = new Options();
        var second = new Options();
        var ofAnother = new Options()) {
      configure("groups", first, BoundedMemory.DEFAULT_BYTES);
      configure("lead-states", second, BoundedMemory.DEFAULT_BYTES);
      configure("groups", ofAnother, BoundedMemory.LEAST_BYTES);

      assertThat(first.writeBufferManager()).isSameAs(second.writeBufferManager());
      assertThat(first.writeBufferManager()).isNotSameAs(ofAnother.writeBufferManager());
    }
  }

  private void configure(String store, Options options, long bytes) {
    options.setTableFormatConfig(new BlockBasedTableConfig());
    memory.setConfig(store, options, Map.of(BoundedMemory.BYTES, bytes));
  }
}
