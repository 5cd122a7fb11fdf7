package org.basin.trial;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Results whose columns hold what a test says, cut into blocks of any length. */
public final class MadeRows {

  private final Map<Results, int[]> cuts = new IdentityHashMap<>();
  private final List<Results> blocks = new ArrayList<>();
  private final List<ResultColumn> columns = new ArrayList<>();
  private final int rows;

  /** Rows in blocks of so many. */
  public MadeRows(int rows, int block) {
    this.rows = rows;
    for (int from = 0; from < rows; from += block) {
      int until = Math.min(rows, from + block);
      Results results = new Results(until - from, List.of(), 0, 0, 0);
      results.rows = until - from;
      Arrays.fill(results.state, Results.State.COMPLETE);
      cuts.put(results, new int[] {from, until});
      blocks.add(results);
    }
  }

  /**
   * A column more.
   *
   * @param array as the type has it, one element a row
   */
  public MadeRows with(
      String name, ResultColumn.Type type, Object array, ResultColumn.Trait... traits) {
    if (Array.getLength(array) != rows) {
      throw new IllegalArgumentException("a column must have %d values".formatted(rows));
    }
    Map<Results, Object> parts = new IdentityHashMap<>();
    cuts.forEach(
        (results, cut) -> {
          Object part = Array.newInstance(array.getClass().getComponentType(), cut[1] - cut[0]);
          System.arraycopy(array, cut[0], part, 0, cut[1] - cut[0]);
          parts.put(results, part);
        });
    columns.add(new ResultColumn(name, "made", type, Set.of(traits), it -> parts.get(it)));
    return this;
  }

  public List<ResultColumn> columns() {
    return columns;
  }

  public List<Results> blocks() {
    return blocks;
  }
}
