package org.basin.importance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.basin.read.Row;
import org.basin.read.Trials;

/** One question that sums over many ways to group trials. Keys are never null. */
final class GroupingSets {

  /** What is done with a group: the values of its keys, and its sums. */
  interface Taken extends BiConsumer<List<Object>, Sums> {}

  /** Places among the columns, by the SQL of the keys. */
  private final Map<String, Integer> keys = new LinkedHashMap<>();

  private final Map<List<Integer>, Taken> sets = new LinkedHashMap<>();

  /**
   * Groups by some keys.
   *
   * @param by SQL over the columns of the trials
   */
  void by(List<String> by, Taken taken) {
    sets.put(by.stream().map(this::place).toList(), taken);
  }

  private int place(String key) {
    keys.putIfAbsent(key, keys.size());
    return keys.get(key);
  }

  /**
   * Asks, and hands out all groups.
   *
   * @param source trials with the column {@code y_}
   * @return the sum of the squares of all {@code y_}
   */
  double ask(Trials trials, String source) {
    List<String> names = keys.values().stream().map(place -> "k" + place + "_").toList();
    String valued =
        keys.entrySet().stream()
            .map(key -> key.getKey() + " AS k" + key.getValue() + "_")
            .collect(Collectors.joining(", "));
    String grouped =
        sets.keySet().stream()
            .map(set -> set.stream().map(names::get).collect(Collectors.joining(", ", ", (", ")")))
            .collect(Collectors.joining());
    double[] squares = new double[1];
    trials.each(
        "SELECT %s, count(*), sum(y_), sum(y_ * y_) FROM (SELECT %s, y_ FROM %s) GROUP BY GROUPING SETS (()%s)"
            .formatted(String.join(", ", names), valued, source, grouped),
        row -> {
          List<Integer> set = set(row, names.size());
          if (set.isEmpty()) {
            squares[0] = row.number(names.size() + 2);
          } else {
            sets.get(set)
                .accept(
                    set.stream().map(row::value).toList(),
                    new Sums(row.whole(names.size()), row.number(names.size() + 1)));
          }
        });
    return squares[0];
  }

  /** By which keys a row is grouped: the others are null. */
  private static List<Integer> set(Row row, int keys) {
    List<Integer> set = new ArrayList<>();
    for (int place = 0; place < keys; place++) {
      if (!row.absent(place)) {
        set.add(place);
      }
    }
    return set;
  }
}
