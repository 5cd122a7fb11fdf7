package org.basin.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a page leaves out so that it stays small, in this order: facets, quantiles, pairs of axes
 * other than the one that matters most, and bins beyond 64 an axis.
 */
final class Budget {

  /** Bytes of a page at the most. */
  static final int MOST_BYTES = 3_000_000;

  /** Bytes of the cells of all pairs before they are asked for. */
  private static final long PAIRS = 1_500_000;

  /** The same of facets. */
  private static final long FACETS = 800_000;

  /** Rows that are looked at for pairs, counted once for each of them. */
  private static final long ROWS_OF_PAIRS = 160_000_000;

  /** The same for facets. */
  private static final long ROWS_OF_FACETS = 60_000_000;

  /** Cells of a side whose values can be chosen one by one. */
  static final int MOST_FACETS = 16;

  private final long rows;
  private final int perCell;

  /**
   * @param rows of the run
   * @param metrics whose means are kept
   * @param claims whose shares are kept
   */
  Budget(long rows, int metrics, int claims) {
    this.rows = rows;
    this.perCell = 8 + 6 * metrics + 4 * claims;
  }

  /** The first of some pairs, most important first, that a page has room and time for. */
  List<List<Integer>> pairs(List<List<Integer>> pairs, List<Side> sides) {
    return first(pairs, sides, PAIRS, ROWS_OF_PAIRS, perCell + 24);
  }

  /** The same of triples, any side of which may be the one whose values are chosen. */
  List<List<Integer>> facets(List<List<Integer>> triples, List<Side> sides) {
    List<List<Integer>> apt =
        triples.stream()
            .filter(it -> it.stream().anyMatch(side -> sides.get(side).cells() <= MOST_FACETS))
            .toList();
    return first(apt, sides, FACETS, ROWS_OF_FACETS, perCell);
  }

  private List<List<Integer>> first(
      List<List<Integer>> sets, List<Side> sides, long most, long mostRows, int bytes) {
    List<List<Integer>> kept = new ArrayList<>();
    long all = 0;
    for (List<Integer> set : sets) {
      long cells = 1;
      for (int side : set) {
        cells *= sides.get(side).cells();
      }
      all += cells * bytes;
      boolean fits = all <= most && rows * (kept.size() + 1) <= mostRows;
      if (!fits && !(kept.isEmpty() && set.size() == 2)) {
        break;
      }
      kept.add(set);
    }
    return List.copyOf(kept);
  }

  /** A step by which a page becomes smaller. */
  enum Step {
    FACETS("facets", "the map by the values of a third axis"),
    QUANTILES("quantiles", "medians in maps"),
    PAIRS("pairs", "maps of pairs of axes other than the first one");

    private final String key;
    private final String text;

    Step(String key, String text) {
      this.key = key;
      this.text = text;
    }

    /** What is left out, in words. */
    String text() {
      return text;
    }

    /** Takes it out of the data of a page; false where there is nothing to take. */
    boolean take(Map<String, Object> data) {
      if (this == PAIRS) {
        List<?> pairs = (List<?>) data.get("pairs");
        if (pairs.size() < 2) {
          return false;
        }
        data.put("pairs", pairs.subList(0, 1));
        return true;
      }
      if (((List<?>) data.get(key)).isEmpty()) {
        return false;
      }
      data.put(key, List.of());
      return true;
    }
  }
}
