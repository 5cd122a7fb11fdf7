package org.basin.bench;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.impl.ColumnWriteStoreV1;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.basin.store.parquet.ResultSchema;
import org.basin.store.parquet.RowGroup;
import org.basin.trial.ResultColumn;
import org.basin.trial.Results;

/**
 * A Parquet file of results that are handed value by value to parquet-java's column writers: what
 * {@link org.basin.store.ResultFile}, which makes pages itself, is measured and tested against.
 */
public final class LibraryFile implements Closeable {

  private static final int ROW_GROUP = 50 * RowGroup.PAGE_ROWS;
  private static final long GROUP_BYTES = 64L << 20;
  private static final long BLOCK_BYTES = 128L << 20;

  private final List<ResultColumn> columns;
  private final MessageType schema;
  private final ParquetProperties properties;
  private final ParquetFileWriter file;
  private final CodecFactory codecs;
  private final List<ColumnCopier> copiers = new ArrayList<>();
  private ColumnChunkPageWriteStore pages;
  private ColumnWriteStoreV1 store;
  private int rows;

  /**
   * Creates a file.
   *
   * @param path must not exist
   * @param columns in order
   */
  public LibraryFile(Path path, List<ResultColumn> columns) throws IOException {
    this.columns = List.copyOf(columns);
    schema = ResultSchema.of(columns);
    properties = properties(columns);
    codecs = new CodecFactory(new Configuration(), properties.getPageSizeThreshold());
    file =
        new ParquetFileWriter(
            new LocalOutputFile(path),
            schema,
            ParquetFileWriter.Mode.CREATE,
            BLOCK_BYTES,
            0,
            null,
            properties);
    file.start();
    begin();
  }

  private static ParquetProperties properties(List<ResultColumn> columns) {
    ParquetProperties.Builder builder =
        ParquetProperties.builder()
            .withMinRowCountForPageSizeCheck(RowGroup.PAGE_ROWS)
            .withPageRowCountLimit(RowGroup.PAGE_ROWS)
            .estimateRowCountForPageSizeCheck(false)
            .withPageWriteChecksumEnabled(true)
            .withSizeStatisticsEnabled(false);
    for (ResultColumn column : columns) {
      boolean list = column.type() == ResultColumn.Type.FLOATS;
      String path = list ? column.name() + ".list.element" : column.name();
      builder.withDictionaryEncoding(path, column.repeats());
    }
    return builder.build();
  }

  private void begin() {
    pages =
        new ColumnChunkPageWriteStore(
            codecs.getCompressor(CompressionCodecName.ZSTD),
            schema,
            new HeapByteBufferAllocator(),
            properties.getColumnIndexTruncateLength(),
            properties.getPageWriteChecksumEnabled());
    store = new ColumnWriteStoreV1(schema, pages, properties);
    copiers.clear();
    for (int c = 0; c < columns.size(); c++) {
      copiers.add(
          ColumnCopier.of(columns.get(c), store.getColumnWriter(schema.getColumns().get(c))));
    }
    rows = 0;
  }

  /** Adds all rows of some results. */
  public void write(Results results) throws IOException {
    int from = 0;
    while (from < results.rows()) {
      int page = RowGroup.PAGE_ROWS - rows % RowGroup.PAGE_ROWS;
      int until = Math.min(results.rows(), from + page);
      for (ColumnCopier copier : copiers) {
        copier.copy(results, from, until);
      }
      for (int row = from; row < until; row++) {
        store.endRecord();
      }
      rows += until - from;
      from = until;
      if (rows == ROW_GROUP || store.getBufferedSize() > GROUP_BYTES) {
        flush();
        begin();
      }
    }
  }

  private void flush() throws IOException {
    file.startBlock(rows);
    store.flush();
    pages.flushToFileWriter(file);
    file.endBlock();
    store.close();
    pages.close();
  }

  /** Ends the file; without this it is no Parquet file. */
  public void finish() throws IOException {
    if (rows > 0) {
      flush();
    }
    file.end(Map.of());
  }

  @Override
  public void close() throws IOException {
    codecs.release();
    file.close();
  }
}
