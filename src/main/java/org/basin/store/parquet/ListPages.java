package org.basin.store.parquet;

import java.io.IOException;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;
import org.basin.trial.ResultColumn;
import org.basin.trial.Results;

/** Pages of lists of real numbers. Definition levels: 0 null, 1 without elements, 2 an element. */
final class ListPages implements ColumnPages {

  private static final int NULL = 0;
  private static final int EMPTY = 1;
  private static final int ELEMENT = 2;

  private final ResultColumn column;
  private final ColumnDescriptor descriptor;
  private final Levels repetition;
  private final Levels definition;
  private final Bytes values = new Bytes();
  private final Bytes page = new Bytes();
  private int entries;
  private int elements;
  private float least = Float.POSITIVE_INFINITY;
  private float greatest = Float.NEGATIVE_INFINITY;
  private boolean nan;

  ListPages(ResultColumn column, ColumnDescriptor descriptor) {
    this.column = column;
    this.descriptor = descriptor;
    repetition = new Levels(descriptor.getMaxRepetitionLevel());
    definition = new Levels(descriptor.getMaxDefinitionLevel());
    if (descriptor.getMaxRepetitionLevel() != 1 || descriptor.getMaxDefinitionLevel() != ELEMENT) {
      throw new IllegalStateException("a list may be null, got column " + column.name());
    }
  }

  @Override
  public void add(Results results, int from, int until) {
    float[][] lists = column.lists(results);
    for (int row = from; row < until; row++) {
      float[] list = lists[row];
      repetition.add(0, 1);
      if (list == null || list.length == 0) {
        definition.add(list == null ? NULL : EMPTY, 1);
        entries++;
        continue;
      }
      if (list.length > 1) {
        repetition.add(1, list.length - 1);
      }
      definition.add(ELEMENT, list.length);
      values.floats(list, 0, list.length);
      entries += list.length;
      elements += list.length;
      for (float each : list) {
        if (each < least) {
          least = each;
        }
        if (each > greatest) {
          greatest = each;
        }
        nan |= Float.isNaN(each);
      }
    }
  }

  @Override
  public void endPage(PageWriter pages, int rows) throws IOException {
    page.clear();
    repetition.write(page);
    definition.write(page);
    page.append(values);
    pages.writePage(
        page.input(),
        entries,
        rows,
        statistics(),
        repetition.encoding(),
        definition.encoding(),
        Encoding.PLAIN);
    values.clear();
    entries = 0;
    elements = 0;
    least = Float.POSITIVE_INFINITY;
    greatest = Float.NEGATIVE_INFINITY;
    nan = false;
  }

  /** With NaN among the elements there is no least; a reader believes no NaN. */
  private Statistics<?> statistics() {
    Statistics<?> statistics = Extremes.of(descriptor);
    statistics.incrementNumNulls(entries - elements);
    if (nan) {
      statistics.updateStats(Float.NaN);
    } else if (elements > 0) {
      statistics.updateStats(least);
      statistics.updateStats(greatest);
    }
    return Extremes.withZeros(statistics);
  }

  @Override
  public void endGroup(PageWriter pages) {}

  @Override
  public long size() {
    return values.size() + repetition.size() + definition.size();
  }
}
