package io.leadrouter.kafka;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * Keeps what all RocksDB stores of the process hold outside the heap below one bound, {@value
 * #BYTES} of the configuration. By default each store of each task takes up to 100 MB, which a few
 * partitions turn into more than a machine has. Thread-safe.
 */
public final class BoundedMemory implements RocksDBConfigSetter {

  /** The key of the bound, in bytes. */
  public static final String BYTES = "state.memory.bytes";

  public static final long DEFAULT_BYTES = 256L * 1024 * 1024;

  /** Less than this, and one store's buffers are written to disk for another's. */
  public static final long LEAST_BYTES = 32L * 1024 * 1024;

  private static final long ONE_BUFFER_BYTES = 8L * 1024 * 1024;
  private static final int BUFFERS = 3;
  private static final double BITS_PER_KEY = 10;

  static {
    RocksDB.loadLibrary();
  }

  // For the life of the process: RocksDB's own objects count references, and every store uses
  // these. A process has one configuration, and so one entry.
  private static final Map<Long, Bound> BOUNDS = new ConcurrentHashMap<>();

  /**
   * What all stores share.
   *
   * @param writeBuffers are charged to the cache
   */
  private record Bound(Cache cache, WriteBufferManager writeBuffers) {

    static Bound of(long bytes) {
      Cache cache = new LRUCache(bytes, -1, false, 0.1);
      return new Bound(cache, new WriteBufferManager(bytes / 8 * 3, cache));
    }
  }

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    Bound bound = bound(configs);
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(bound.cache());
    table.setCacheIndexAndFilterBlocks(true);
    table.setCacheIndexAndFilterBlocksWithHighPriority(true);
    table.setPinTopLevelIndexAndFilter(true);
    // Most leads are looked for once before they exist: a filter answers that without a read.
    table.setFilterPolicy(new BloomFilter(BITS_PER_KEY));
    options.setTableFormatConfig(table);
    options.setWriteBufferManager(bound.writeBuffers());
    options.setWriteBufferSize(ONE_BUFFER_BYTES);
    options.setMaxWriteBufferNumber(BUFFERS);
  }

  @Override
  public void close(String storeName, Options options) {}

  private static Bound bound(Map<String, Object> configs) {
    Object bytes = configs.getOrDefault(BYTES, DEFAULT_BYTES);
    return BOUNDS.computeIfAbsent(Long.valueOf(bytes.toString()), Bound::of);
  }
}
