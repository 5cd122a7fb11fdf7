package org.basin.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.basin.learn.History;
import org.basin.read.Dialect;
import org.basin.read.Row;
import org.basin.read.Trials;

/**
 * Quantiles of what was kept along the trainings, over all trials and over those of each cell of a
 * side.
 *
 * @param trials of a run
 * @param every of how many epochs or steps a number was kept
 */
record CourseQuery(Trials trials, int every) {

  /** Which quantiles there are. */
  static final List<Double> RANKS = List.of(0.05, 0.25, 0.5, 0.75, 0.95);

  /** Places along a training at the most. */
  private static final int MOST_PLACES = 60;

  /** Quantiles are right to so great a part of the trials where not all values can be held. */
  private static final int ACCURACY = 10_000;

  /** Of more trials than this each k-th one is looked at. */
  private static final long MOST_TRIALS = 200_000;

  /** Primes, so that no axis has a hand in which trials are looked at. */
  private static final int[] STRIDES = {1, 7, 29, 101, 499, 1009, 4999, 10_007, 100_003};

  /** One history as the page reads it; empty when no trial has a number. */
  Optional<Map<String, Object>> ask(History history, Optional<Side> side) {
    Dialect dialect = trials.dialect();
    int stride = stride();
    String from =
        stride == 1
            ? trials.from()
            : "(SELECT * FROM %s WHERE trial %% %d = 0)".formatted(trials.from(), stride);
    Row longest =
        trials.ask("SELECT max(%s) FROM %s".formatted(dialect.length(history.name()), from)).get(0);
    if (longest.absent(0) || longest.whole(0) == 0) {
      return Optional.empty();
    }
    int length = (int) longest.whole(0);
    int count = Math.min(MOST_PLACES, length);
    List<Integer> places =
        IntStream.range(0, count)
            .map(i -> count == 1 ? length - 1 : (int) ((long) i * (length - 1) / (count - 1)))
            .boxed()
            .toList();
    Map<String, Object> course = new LinkedHashMap<>();
    course.put("metric", history.metric());
    course.put("text", history.text());
    course.put("moment", history.moment().text());
    course.put("stride", stride);
    course.put("every", every);
    course.put("at", places.stream().map(place -> at(history, place)).toList());
    List<Object> groups = new ArrayList<>();
    groups.add(group("all trials", rows(history, places, from, Optional.empty()).get(0), 0, count));
    side.ifPresent(
        it -> {
          course.put("by", it.name());
          for (Row row : rows(history, places, from, side)) {
            groups.add(group(it.labels().get((int) row.whole(0)), row, 1, count));
          }
        });
    course.put("groups", groups);
    return Optional.of(course);
  }

  /** The epoch or step of a number. */
  private int at(History history, int place) {
    return history.moment() == History.Moment.BEFORE ? place * every : (place + 1) * every;
  }

  private int stride() {
    long most = trials.table().rows() / MOST_TRIALS;
    for (int stride : STRIDES) {
      if (stride >= most) {
        return stride;
      }
    }
    return STRIDES[STRIDES.length - 1];
  }

  private List<Row> rows(History history, List<Integer> places, String from, Optional<Side> side) {
    Dialect dialect = trials.dialect();
    String cell = side.map(it -> it.cell().apply(dialect) + " AS cell_, ").orElse("");
    String values =
        IntStream.range(0, places.size())
            .mapToObj(
                i ->
                    "%s AS v%d_"
                        .formatted(
                            Quantity.finite(dialect.element(history.name(), places.get(i))), i))
            .collect(Collectors.joining(", "));
    String quantiles =
        IntStream.range(0, places.size())
            .mapToObj(i -> dialect.quantiles("v" + i + "_", RANKS, ACCURACY, trials.table().rows()))
            .collect(Collectors.joining(", "));
    String grouped = side.isPresent() ? " GROUP BY cell_ ORDER BY cell_" : "";
    return trials.ask(
        "SELECT %s%s, count(*) FROM (SELECT %s%s FROM %s)%s"
            .formatted(side.isPresent() ? "cell_, " : "", quantiles, cell, values, from, grouped));
  }

  private static Map<String, Object> group(String label, Row row, int at, int count) {
    Map<String, Object> group = new LinkedHashMap<>();
    group.put("label", label);
    group.put("trials", row.whole(at + count));
    List<List<Double>> ranks = new ArrayList<>();
    RANKS.forEach(rank -> ranks.add(new ArrayList<>()));
    for (int i = 0; i < count; i++) {
      List<?> quantiles = row.absent(at + i) ? List.of() : (List<?>) row.value(at + i);
      for (int r = 0; r < RANKS.size(); r++) {
        ranks
            .get(r)
            .add(
                r < quantiles.size() && quantiles.get(r) instanceof Number number
                    ? number.doubleValue()
                    : Double.NaN);
      }
    }
    group.put("quantiles", ranks);
    return group;
  }
}
