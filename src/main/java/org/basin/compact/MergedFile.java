package org.basin.compact;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.impl.ColumnWriteStoreV1;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.basin.store.SummedFile;
import org.basin.store.WaveFile;

/**
 * The rows of several Parquet files in one, in their order, with row groups as large as a large
 * file has them: values are read and written again, since row groups that are copied stay small.
 * Pages of the old files are held against their checksums on the way.
 */
final class MergedFile implements Closeable {

  /** As in files of results: pages end at multiples of this. */
  private static final int PAGE_ROWS = 20_480;

  private static final int GROUP_ROWS = 50 * PAGE_ROWS;
  private static final long GROUP_BYTES = 64L << 20;
  private static final long BLOCK_BYTES = 128L << 20;
  private static final CompressionCodecName CODEC = CompressionCodecName.ZSTD;

  private final MessageType schema;
  private final ParquetProperties properties;
  private final CodecFactory codecs;
  private final SummedFile summed;
  private final ParquetFileWriter file;
  private ColumnChunkPageWriteStore pages;
  private ColumnWriteStoreV1 store;
  private int groupRows;
  private long rows;

  private MergedFile(Configuration configuration, Path path, ParquetFileReader like)
      throws IOException {
    schema = like.getFileMetaData().getSchema();
    properties = properties(like);
    codecs = new CodecFactory(configuration, properties.getPageSizeThreshold());
    summed = SummedFile.at(configuration, path);
    file =
        new ParquetFileWriter(
            summed, schema, ParquetFileWriter.Mode.CREATE, BLOCK_BYTES, 0, null, properties);
    file.start();
    begin();
  }

  /**
   * Writes one.
   *
   * @param sources that have the same columns
   * @param path must not exist
   * @throws IOException if a source is damaged or has other columns, or the store refuses
   */
  static WaveFile write(Configuration configuration, List<Path> sources, Path path)
      throws IOException {
    ParquetReadOptions options =
        HadoopReadOptions.builder(configuration).usePageChecksumVerification(true).build();
    Map<String, String> facts = new HashMap<>();
    MergedFile merged = null;
    try {
      for (Path source : sources) {
        try (ParquetFileReader reader =
            ParquetFileReader.open(HadoopInputFile.fromPath(source, configuration), options)) {
          FileMetaData head = reader.getFileMetaData();
          if (merged == null) {
            merged = new MergedFile(configuration, path, reader);
            facts.putAll(head.getKeyValueMetaData());
          }
          facts.entrySet().retainAll(head.getKeyValueMetaData().entrySet());
          merged.add(reader, source);
        }
      }
      return merged.finish(configuration, path, facts);
    } finally {
      if (merged != null) {
        merged.close();
      }
    }
  }

  /** Dictionaries for the columns that have them already. */
  private static ParquetProperties properties(ParquetFileReader like) {
    ParquetProperties.Builder builder =
        ParquetProperties.builder()
            .withMinRowCountForPageSizeCheck(PAGE_ROWS)
            .withPageRowCountLimit(PAGE_ROWS)
            .estimateRowCountForPageSizeCheck(false)
            .withPageWriteChecksumEnabled(true)
            .withSizeStatisticsEnabled(false);
    if (!like.getRowGroups().isEmpty()) {
      for (ColumnChunkMetaData column : like.getRowGroups().get(0).getColumns()) {
        builder.withDictionaryEncoding(
            column.getPath().toDotString(), column.getEncodingStats().hasDictionaryPages());
      }
    }
    return builder.build();
  }

  private void begin() {
    pages =
        new ColumnChunkPageWriteStore(
            codecs.getCompressor(CODEC),
            schema,
            new HeapByteBufferAllocator(),
            properties.getColumnIndexTruncateLength(),
            properties.getPageWriteChecksumEnabled());
    store = new ColumnWriteStoreV1(schema, pages, properties);
    groupRows = 0;
  }

  private void add(ParquetFileReader reader, Path source) throws IOException {
    FileMetaData head = reader.getFileMetaData();
    if (!head.getSchema().equals(schema)) {
      throw new IOException(
          "%s: its columns must be those of the files before it, got %s instead of %s"
              .formatted(source, head.getSchema().getColumns(), schema.getColumns()));
    }
    for (PageReadStore group = reader.readNextRowGroup();
        group != null;
        group = reader.readNextRowGroup()) {
      add(group, head.getCreatedBy());
    }
  }

  private void add(PageReadStore group, String createdBy) throws IOException {
    List<ColumnCopy> columns = new ArrayList<>();
    for (ColumnDescriptor column : schema.getColumns()) {
      columns.add(new ColumnCopy(group, column, schema, createdBy));
    }
    for (long left = group.getRowCount(); left > 0; ) {
      int some = (int) Math.min(left, PAGE_ROWS - groupRows % PAGE_ROWS);
      for (ColumnCopy column : columns) {
        column.copy(store, some);
      }
      for (int row = 0; row < some; row++) {
        store.endRecord();
      }
      groupRows += some;
      rows += some;
      left -= some;
      if (groupRows >= GROUP_ROWS || store.getBufferedSize() > GROUP_BYTES) {
        flush();
        begin();
      }
    }
  }

  private void flush() throws IOException {
    file.startBlock(groupRows);
    store.flush();
    pages.flushToFileWriter(file);
    file.endBlock();
    store.close();
    pages.close();
  }

  private WaveFile finish(Configuration configuration, Path path, Map<String, String> facts)
      throws IOException {
    if (groupRows > 0) {
      flush();
    }
    summed.beginTail();
    file.end(facts);
    long bytes = file.getPos();
    file.close();
    SummedFile.sync(configuration, path);
    return new WaveFile(path.getName(), bytes, rows, summed.checksums());
  }

  @Override
  public void close() throws IOException {
    codecs.release();
    file.close();
  }
}
