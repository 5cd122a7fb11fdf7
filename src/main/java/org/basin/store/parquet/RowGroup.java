package org.basin.store.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.MessageType;
import org.basin.trial.ResultColumn;
import org.basin.trial.Results;

/**
 * Row groups of a file, one after the other. The pages of all columns end at the same rows, at
 * multiples of {@link #PAGE_ROWS}, so that what a reader skips is skipped in all of them.
 */
public final class RowGroup {

  /** Rows of a page. */
  public static final int PAGE_ROWS = 20_480;

  private final List<ResultColumn> columns;
  private final MessageType schema;
  private final BytesInputCompressor compressor;
  private final ParquetProperties properties;
  private final List<ColumnPages> pages = new ArrayList<>();
  private final List<PageWriter> writers = new ArrayList<>();
  private ColumnChunkPageWriteStore store;
  private int rows;

  /**
   * @param columns in order
   * @param compressor of pages
   * @param properties how long bounds in the page index are, and whether pages have checksums
   */
  public RowGroup(
      List<ResultColumn> columns, BytesInputCompressor compressor, ParquetProperties properties) {
    this.columns = List.copyOf(columns);
    this.compressor = compressor;
    this.properties = properties;
    schema = ResultSchema.of(columns);
    for (int c = 0; c < columns.size(); c++) {
      pages.add(ColumnPages.of(columns.get(c), schema.getColumns().get(c)));
    }
    begin();
  }

  private void begin() {
    store =
        new ColumnChunkPageWriteStore(
            compressor,
            schema,
            new HeapByteBufferAllocator(),
            properties.getColumnIndexTruncateLength(),
            properties.getPageWriteChecksumEnabled());
    writers.clear();
    for (int c = 0; c < columns.size(); c++) {
      writers.add(store.getPageWriter(schema.getColumns().get(c)));
    }
    rows = 0;
  }

  /** Adds rows {@code [from, until)}; they must all fit into the page at hand. */
  public void add(Results results, int from, int until) throws IOException {
    for (ColumnPages each : pages) {
      each.add(results, from, until);
    }
    rows += until - from;
    if (rows % PAGE_ROWS == 0) {
      endPage(PAGE_ROWS);
    }
  }

  private void endPage(int held) throws IOException {
    for (int c = 0; c < pages.size(); c++) {
      pages.get(c).endPage(writers.get(c), held);
    }
  }

  /** Rows of the group at hand. */
  public int rows() {
    return rows;
  }

  /** Rows that the page at hand has room for. */
  public int room() {
    return PAGE_ROWS - rows % PAGE_ROWS;
  }

  /** Bytes held in memory, about. */
  public long size() {
    long size = 0;
    for (int c = 0; c < pages.size(); c++) {
      size += pages.get(c).size() + writers.get(c).getMemSize();
    }
    return size;
  }

  /** Writes the group at hand, which has rows; the next one begins. */
  public void flush(ParquetFileWriter file) throws IOException {
    if (rows % PAGE_ROWS > 0) {
      endPage(rows % PAGE_ROWS);
    }
    for (int c = 0; c < pages.size(); c++) {
      pages.get(c).endGroup(writers.get(c));
    }
    file.startBlock(rows);
    store.flushToFileWriter(file);
    file.endBlock();
    store.close();
    begin();
  }

  /** Forgets the group at hand. */
  public void close() {
    store.close();
  }
}
