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
  private final int greatest;
  private final Levels repetition = new Levels(0);
  private final Levels levels;
  private final Runs indices = new Runs();
  private final Bytes page = new Bytes();
  private final Bytes values = new Bytes();
  private int nulls;

  /** Values of the dictionary that pages refer to. */
  private int used;

  private boolean plain;

  DictionaryPages(Distinct distinct, ColumnDescriptor descriptor) {
    this.distinct = distinct;
    this.descriptor = descriptor;
    greatest = descriptor.getMaxDefinitionLevel();
    levels = new Levels(greatest);
  }

  @Override
  public void add(Results results, int from, int until) {
    int before = indices.size();
    int none = distinct.number(results, from, until, indices);
    if (none == 0) {
      levels.add(greatest, until - from);
    } else {
      nulls += none;
      take(before);
    }
  }

  /** Takes the nulls out of the indices that stand from a place on. */
  private void take(int from) {
    int kept = from;
    int[] numbers = indices.room(0);
    for (int place = from; place < indices.size(); ) {
      int index = numbers[place];
      int next = indices.next(place);
      levels.add(index == Distinct.NULL ? 0 : greatest, next - place);
      if (index != Distinct.NULL) {
        Arrays.fill(numbers, kept, kept + next - place, index);
        kept += next - place;
      }
      place = next;
    }
    indices.shorten(kept);
  }

  @Override
  public void endPage(PageWriter pages, int rows) throws IOException {
    Statistics<?> statistics = Extremes.of(descriptor);
    statistics.incrementNumNulls(nulls);
    distinct.endPage(statistics);
    page.clear();
    levels.write(page);
    Encoding encoding = Encoding.PLAIN;
    if (indices.size() > 0 && !plain) {
      values.clear();
      int width = Runs.width(Math.max(0, distinct.size() - 1));
      values.octet(width);
      indices.encode(width, values);
      boolean pays = used > 0 || values.size() + distinct.bytes(distinct.size()) < raw();
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
    }
  }

  /** Bytes of the page's values as they are. */
  private long raw() {
    long raw = 0;
    for (int place = 0; place < indices.size(); place++) {
      raw += distinct.bytesOf(indices.get(place));
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
    used = 0;
    plain = false;
  }

  @Override
  public long size() {
    return (long) Integer.BYTES * indices.size() + distinct.bytes(distinct.size());
  }
}
