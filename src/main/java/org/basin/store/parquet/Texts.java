package org.basin.store.parquet;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;
import org.basin.trial.ResultColumn;
import org.basin.trial.Results;

/** The different texts of a column. */
final class Texts implements Distinct {

  private final ResultColumn column;
  private final Map<Object, Integer> numbers = new HashMap<>();
  private final List<Binary> texts = new ArrayList<>();

  /** Bytes of the first texts, by how many. */
  private final List<Long> bytes = new ArrayList<>(List.of(0L));

  /** What the page at hand has. */
  private final BitSet seen = new BitSet();

  Texts(ResultColumn column) {
    this.column = column;
  }

  @Override
  public int number(Results results, int from, int until, Runs indices) {
    Object[] values = column.texts(results);
    int nulls = 0;
    int row = from;
    while (row < until) {
      Object each = values[row];
      int next = row + 1;
      while (next < until && values[next] == each) {
        next++;
      }
      indices.add(each == null ? NULL : index(each), next - row);
      nulls += each == null ? next - row : 0;
      row = next;
    }
    return nulls;
  }

  private int index(Object each) {
    Integer known = numbers.get(each);
    if (known != null) {
      seen.set(known);
      return known;
    }
    int index = texts.size();
    seen.set(index);
    numbers.put(each, index);
    texts.add(Binary.fromString(each.toString()));
    bytes.add(bytes.get(index) + bytesOf(index));
    return index;
  }

  @Override
  public int size() {
    return texts.size();
  }

  @Override
  public long bytes(int first) {
    return bytes.get(first);
  }

  @Override
  public int bytesOf(int index) {
    return Integer.BYTES + texts.get(index).length();
  }

  @Override
  public void write(int index, Bytes out) {
    out.integer(texts.get(index).length());
    out.octets(texts.get(index).getBytesUnsafe());
  }

  @Override
  public void endPage(Statistics<?> statistics) {
    seen.stream().mapToObj(texts::get).forEach(statistics::updateStats);
    seen.clear();
  }

  @Override
  public void clear() {
    numbers.clear();
    texts.clear();
    bytes.subList(1, bytes.size()).clear();
  }
}
