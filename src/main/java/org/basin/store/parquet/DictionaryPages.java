package org.basin.store.parquet;

import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;
import org.basin.trial.Results;

/**
 * Pages of a column whose values repeat: indices into a dictionary, in runs. Pages are plain from
 * the one on with which the dictionary would not pay or grow too large, to the end of the row
 * group.
 */
final class DictionaryPages implements ColumnPages {

  /** Bytes of a dictionary at the most: as parquet-java has it. */
  private static final long LARGEST = ParquetProperties.DEFAULT_DICTIONARY_PAGE_SIZE;

  private final Distinct distinct;
  private final ColumnDescriptor descriptor;
  private final boolean nullable;
  private final Levels repetition = new Levels(0);
  private final Levels levels;
  private final Runs indices = new Runs();
  private final Bytes page = new Bytes();
  private final Bytes values = new Bytes();
  private int nulls;

  /** By index, the last page that has the value. */
  private int[] seen = new int[0];

  private int number;

  /** Values of the dictionary that pages refer to. */
  private int used;

  private boolean plain;

  DictionaryPages(Distinct distinct, ColumnDescriptor descriptor) {
    this.distinct = distinct;
    this.descriptor = descriptor;
    nullable = descriptor.getMaxDefinitionLevel() > 0;
    levels = new Levels(descriptor.getMaxDefinitionLevel());
  }

  @Override
  public void add(Results results, int from, int until) {
    distinct.number(results, from, until, this::take);
  }

  private void take(int index, int times) {
    if (index == Distinct.NULL) {
      levels.add(0, times);
      nulls += times;
      return;
    }
    if (nullable) {
      levels.add(1, times);
    }
    indices.add(index, times);
  }

  @Override
  public void endPage(PageWriter pages, int rows) throws IOException {
    Statistics<?> statistics = Extremes.of(descriptor);
    statistics.incrementNumNulls(nulls);
    long raw = tell(statistics);
    page.clear();
    levels.write(page);
    Encoding encoding = Encoding.PLAIN;
    if (indices.size() > 0 && !plain) {
      values.clear();
      int width = Runs.width(Math.max(0, distinct.size() - 1));
      values.octet(width);
      indices.encode(width, values);
      boolean pays = used > 0 || values.size() + distinct.bytes(distinct.size()) < raw;
      if (pays && distinct.bytes(distinct.size()) <= LARGEST) {
        used = distinct.size();
        encoding = Encoding.PLAIN_DICTIONARY;
        page.append(values);
      } else {
        writeDictionary(pages);
        plain = true;
      }
    }
    if (encoding == Encoding.PLAIN) {
      expand();
    }
    pages.writePage(
        page.input(),
        rows,
        rows,
        Extremes.withZeros(statistics),
        repetition.encoding(),
        levels.encoding(),
        encoding);
    indices.clear();
    nulls = 0;
    if (plain) {
      distinct.clear();
      Arrays.fill(seen, 0);
    }
  }

  /** Tells which values there are, each once; returns how many bytes all of them are. */
  private long tell(Statistics<?> statistics) {
    number++;
    if (seen.length < distinct.size()) {
      seen = Arrays.copyOf(seen, Math.max(2 * seen.length, distinct.size()));
    }
    long raw = 0;
    for (int place = 0; place < indices.size(); ) {
      int index = indices.get(place);
      int next = indices.next(place);
      raw += (long) (next - place) * distinct.bytesOf(index);
      if (seen[index] != number) {
        seen[index] = number;
        distinct.tell(index, statistics);
      }
      place = next;
    }
    return raw;
  }

  private void expand() {
    for (int place = 0; place < indices.size(); place++) {
      distinct.write(indices.get(place), page);
    }
  }

  private void writeDictionary(PageWriter pages) throws IOException {
    if (used == 0) {
      return;
    }
    values.clear();
    for (int index = 0; index < used; index++) {
      distinct.write(index, values);
    }
    pages.writeDictionaryPage(new DictionaryPage(values.input(), used, Encoding.PLAIN_DICTIONARY));
  }

  @Override
  public void endGroup(PageWriter pages) throws IOException {
    if (!plain) {
      writeDictionary(pages);
    }
    distinct.clear();
    Arrays.fill(seen, 0);
    number = 0;
    used = 0;
    plain = false;
  }

  @Override
  public long size() {
    return (long) Integer.BYTES * indices.size() + distinct.bytes(distinct.size());
  }
}
