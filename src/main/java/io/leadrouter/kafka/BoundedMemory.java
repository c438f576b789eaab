package io.leadrouter.kafka;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * Keeps what all RocksDB stores of the process hold outside the heap below one bound. By default
 * each store of each task takes up to 100 MB, which a few partitions turn into more than a machine
 * has.
 */
public final class BoundedMemory implements RocksDBConfigSetter {

  private static final long TOTAL_BYTES = 256L * 1024 * 1024;
  private static final long WRITE_BUFFER_BYTES = 96L * 1024 * 1024;
  private static final long ONE_BUFFER_BYTES = 8L * 1024 * 1024;
  private static final int BUFFERS = 3;
  private static final double BITS_PER_KEY = 10;

  static {
    RocksDB.loadLibrary();
  }

  // For the life of the process: RocksDB's own objects count references, and every store uses
  // these.
  private static final Cache CACHE = new LRUCache(TOTAL_BYTES, -1, false, 0.1);
  private static final WriteBufferManager WRITE_BUFFERS =
      new WriteBufferManager(WRITE_BUFFER_BYTES, CACHE);

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(CACHE);
    table.setCacheIndexAndFilterBlocks(true);
    table.setCacheIndexAndFilterBlocksWithHighPriority(true);
    table.setPinTopLevelIndexAndFilter(true);
    // Most leads are looked for once before they exist: a filter answers that without a read.
    table.setFilterPolicy(new BloomFilter(BITS_PER_KEY));
    options.setTableFormatConfig(table);
    options.setWriteBufferManager(WRITE_BUFFERS);
    options.setWriteBufferSize(ONE_BUFFER_BYTES);
    options.setMaxWriteBufferNumber(BUFFERS);
  }

  @Override
  public void close(String storeName, Options options) {}
}
