package org.basin.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.basin.draw.Field;
import org.basin.importance.Importance;
import org.basin.learn.History;
import org.basin.learn.Score;
import org.basin.read.ConditionSql;
import org.basin.read.Dialect;
import org.basin.read.Row;
import org.basin.read.Trials;
import org.basin.report.FieldQuery;
import org.basin.report.PlaneAxis;
import org.basin.space.Axis;
import org.basin.sweep.Measure;
import org.basin.trial.Job;

/**
 * What a page shows of the rows of a run: sums over the cells of pairs and triples of sides, counts
 * of levels, a coarse grid over the most important sides, quantiles along trainings.
 */
final class Findings {

  /** Cells of the first picture on each side, of which one number is kept. */
  private static final int FINE = 256;

  /** Groups of learning curves and of distributions that can be told apart. */
  private static final int MOST_GROUPS = 8;

  /** Metrics along each side, all together; of more only that of the sweep is kept. */
  private static final int MOST_SLICES = 96;

  /** The part of all trials that is best: one of them is shown of each cell. */
  private static final double BEST = 0.1;

  private static final int MOST_REASONS = 20;

  private final Job job;
  private final Trials trials;
  private final List<Side> sides;
  private final List<Claim> claims;
  private final Focus focus;
  private final List<Quantity> quantities;
  private final List<String> conditions;
  private final Budget budget;

  /**
   * @param trials as answers count them
   * @param most cells of a side at the most
   */
  Findings(Job job, Trials trials, int most) {
    this.job = job;
    this.trials = trials;
    List<String> columns = trials.names();
    claims = Claim.of(job, columns);
    focus = Focus.of(job, claims);
    List<Score> scores = job.scores().stream().filter(s -> columns.contains(s.name())).toList();
    quantities = Quantity.of(trials, scores);
    conditions =
        claims.stream().map(it -> ConditionSql.of(it.condition(), trials.dialect())).toList();
    sides = Sides.of(job, most);
    budget = new Budget(trials.table().rows(), quantities.size(), claims.size());
  }

  Focus focus() {
    return focus;
  }

  /** Whether more is better, by metric. */
  Map<String, Boolean> more() {
    return job.scores().stream()
        .collect(Collectors.toMap(Score::name, it -> it.better() == Score.Better.MORE));
  }

  /**
   * Gathers all of it.
   *
   * @param data receives it, as the page reads it
   * @param importance of the axes
   * @return where the focus is highest on the first map
   */
  Optional<Headline.Peak> gather(Map<String, Object> data, Importance importance) {
    List<String> ranked = importance.axes().stream().map(it -> it.factor().axis().name()).toList();
    Map<LevelQuery.Wanted, long[][]> levels = levels();
    CellQuery cells = new CellQuery(trials, sides, quantities, conditions, chosen(levels));
    List<Integer> varied = varied(levels);
    List<List<Integer>> pairs = budget.pairs(pairs(varied, ranked), sides);
    List<List<Integer>> triples = budget.facets(triples(varied, ranked), sides);
    Map<List<Integer>, Grouped> grouped = grouped(cells, varied, pairs, triples);
    List<List<Integer>> ordered = ordered(pairs, grouped, importance);
    data.put("axes", sides.stream().map(side -> axis(side, varied)).toList());
    data.put("metrics", quantities.stream().map(Quantity::map).toList());
    data.put("claims", claims.stream().map(Claim::name).toList());
    data.put("focus", focusMap());
    data.put("varied", varied);
    data.put("pairs", ordered.stream().map(pair -> pair(grouped.get(pair))).toList());
    data.put("quantiles", quantiles(ordered));
    data.put("facets", triples.stream().map(triple -> sums(grouped.get(triple))).toList());
    data.put("left_out_pairs", named(left(pairs(varied, ranked), pairs)));
    data.put("left_out_facets", named(left(triples(varied, ranked), triples)).size());
    data.put("slices", slices(varied, grouped, levels));
    data.put("spread", spread(levels));
    data.put("picture", picture(ordered));
    data.put("parallel", parallel(varied, ranked));
    data.put("courses", courses(varied, ranked));
    data.put("failures", failures());
    return ordered.isEmpty() ? Optional.empty() : peak(grouped.get(ordered.get(0)));
  }

  /** Counts along each side, and their sums: the distributions over all trials. */
  private Map<LevelQuery.Wanted, long[][]> levels() {
    List<LevelQuery.Wanted> wanted = new ArrayList<>();
    for (Quantity quantity : quantities) {
      if (sides.isEmpty() || !sliced().contains(quantity)) {
        wanted.add(new LevelQuery.Wanted(List.of(), quantity));
      }
    }
    for (int side = 0; side < sides.size(); side++) {
      for (Quantity quantity : sliced()) {
        wanted.add(new LevelQuery.Wanted(List.of(side), quantity));
      }
    }
    Map<LevelQuery.Wanted, long[][]> levels = new LevelQuery(trials, sides).ask(wanted);
    for (Quantity quantity : quantities) {
      levels.computeIfAbsent(
          new LevelQuery.Wanted(List.of(), quantity),
          any -> {
            long[] all = new long[quantity.levels()];
            for (long[] cell : levels.get(new LevelQuery.Wanted(List.of(0), quantity))) {
              Arrays.setAll(all, level -> all[level] + cell[level]);
            }
            return new long[][] {all};
          });
    }
    return levels;
  }

  /** The metrics whose distribution is kept along each side. */
  private List<Quantity> sliced() {
    return sides.size() * quantities.size() <= MOST_SLICES
        ? quantities
        : quantities.stream().filter(this::central).toList();
  }

  /** Whether a metric is one that the sweep is about. */
  private boolean central(Quantity quantity) {
    return quantity.name().equals(focus.metric())
        || quantity.name().equals(job.sweep().metric().name());
  }

  /** Sides in several of whose cells there are trials. */
  private List<Integer> varied(Map<LevelQuery.Wanted, long[][]> levels) {
    List<Integer> varied = new ArrayList<>();
    for (int side = 0; side < sides.size(); side++) {
      TreeSet<Integer> cells = new TreeSet<>();
      for (Quantity quantity : sliced()) {
        long[][] counts = levels.get(new LevelQuery.Wanted(List.of(side), quantity));
        for (int cell = 0; cell < counts.length; cell++) {
          if (Arrays.stream(counts[cell]).anyMatch(count -> count > 0)) {
            cells.add(cell);
          }
        }
      }
      if (cells.size() > 1 || quantities.isEmpty()) {
        varied.add(side);
      }
    }
    return List.copyOf(varied);
  }

  /** What trials one would like to see first, as SQL. */
  private String chosen(Map<LevelQuery.Wanted, long[][]> levels) {
    if (focus.claim().isPresent()) {
      return conditions.get(claims.indexOf(focus.claim().get()));
    }
    for (Quantity quantity : quantities) {
      if (quantity.name().equals(focus.metric())) {
        long[] counts = levels.get(new LevelQuery.Wanted(List.of(), quantity))[0];
        double rank = quantity.more() ? 1 - BEST : BEST;
        return "%s %s %s"
            .formatted(
                Dialect.real(quantity.name()),
                quantity.more() ? ">=" : "<=",
                Dialect.number(quantity.quantile(counts, rank)));
      }
    }
    return "state = 'COMPLETE'";
  }

  private List<Integer> ranked(List<Integer> varied, List<String> ranked) {
    return varied.stream()
        .sorted(
            Comparator.comparing(
                side -> {
                  int place = ranked.indexOf(sides.get(side).axes().get(0).name());
                  return place < 0 ? Integer.MAX_VALUE : place;
                }))
        .toList();
  }

  /** Pairs of sides, those of important ones first. */
  private List<List<Integer>> pairs(List<Integer> varied, List<String> ranked) {
    List<Integer> order = ranked(varied, ranked);
    List<List<Integer>> pairs = new ArrayList<>();
    for (int last = 1; last < order.size(); last++) {
      for (int other = 0; other < last; other++) {
        pairs.add(rising(order.get(other), order.get(last)));
      }
    }
    return pairs;
  }

  private List<List<Integer>> triples(List<Integer> varied, List<String> ranked) {
    List<Integer> order = ranked(varied, ranked);
    List<List<Integer>> triples = new ArrayList<>();
    for (int last = 2; last < order.size(); last++) {
      for (int middle = 1; middle < last; middle++) {
        for (int first = 0; first < middle; first++) {
          triples.add(rising(order.get(first), order.get(middle), order.get(last)));
        }
      }
    }
    return triples;
  }

  private static List<Integer> rising(Integer... sides) {
    return Arrays.stream(sides).sorted().toList();
  }

  private static List<List<Integer>> left(List<List<Integer>> all, List<List<Integer>> kept) {
    return all.stream().filter(it -> !kept.contains(it)).toList();
  }

  private List<Object> named(List<List<Integer>> sets) {
    return sets.stream()
        .map(set -> (Object) set.stream().map(i -> sides.get(i).axes().get(0).name()).toList())
        .toList();
  }

  /** One look at the rows for what is not the sum of what is known. */
  private Map<List<Integer>, Grouped> grouped(
      CellQuery cells,
      List<Integer> varied,
      List<List<Integer>> pairs,
      List<List<Integer>> triples) {
    List<List<Integer>> asked = new ArrayList<>(triples);
    pairs.stream().filter(it -> within(it, triples).isEmpty()).forEach(asked::add);
    List<List<Integer>> singles = varied.stream().map(List::of).toList();
    singles.stream().filter(it -> within(it, asked).isEmpty()).forEach(asked::add);
    Map<List<Integer>, Grouped> all = cells.ask(asked);
    for (List<List<Integer>> sums : List.of(pairs, singles)) {
      for (List<Integer> set : sums) {
        all.computeIfAbsent(
            set,
            it -> {
              List<Integer> known = within(it, List.copyOf(all.keySet())).orElseThrow();
              return all.get(known).over(it, quantities.size(), claims.size());
            });
      }
    }
    return all;
  }

  /** The first of some sets that holds one, in their order. */
  private static Optional<List<Integer>> within(List<Integer> set, List<List<Integer>> sets) {
    return sets.stream()
        .filter(it -> it.containsAll(set))
        .min(Comparator.<List<Integer>>comparingInt(List::size).thenComparing(List::toString));
  }

  /** The plane of the answer first, then the pair that explains most. */
  private List<List<Integer>> ordered(
      List<List<Integer>> pairs, Map<List<Integer>, Grouped> grouped, Importance importance) {
    Optional<List<Integer>> best =
        importance.pair().map(it -> rising(side(it.x().axis().name()), side(it.y().axis().name())));
    Optional<List<Integer>> plane = plane();
    return pairs.stream()
        .filter(pair -> grouped.get(pair).varied())
        .sorted(
            Comparator.comparing((List<Integer> pair) -> !Optional.of(pair).equals(plane))
                .thenComparing(pair -> !Optional.of(pair).equals(best)))
        .toList();
  }

  /** The plane whose boundary the answer is about. */
  private Optional<List<Integer>> plane() {
    return job.sweep().answer().stream()
        .limit(1)
        .filter(it -> it.measure() instanceof Measure.Boundary)
        .map(it -> (Measure.Boundary) it.measure())
        .map(it -> rising(side(it.x()), side(it.y())))
        .findFirst();
  }

  private int side(String axis) {
    return IntStream.range(0, sides.size())
        .filter(i -> sides.get(i).axes().stream().anyMatch(it -> it.name().equals(axis)))
        .findFirst()
        .orElse(-1);
  }

  /** What the sweep is about, of the trials of a cell: a share in percent, or a mean. */
  private double value(Tally tally) {
    if (focus.claim().isPresent()) {
      return 100.0 * tally.hits(claims.indexOf(focus.claim().get())) / tally.trials();
    }
    int metric = metric(focus.metric());
    return metric < 0 ? Double.NaN : tally.mean(metric);
  }

  private int metric(String name) {
    return IntStream.range(0, quantities.size())
        .filter(q -> quantities.get(q).name().equals(name))
        .findFirst()
        .orElse(-1);
  }

  private Map<String, Object> focusMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("claim", focus.claim().map(claims::indexOf));
    map.put("metric", metric(focus.metric()));
    map.put("text", focus.claim().map(Claim::name).orElse(focus.metric()));
    return map;
  }

  private Map<String, Object> axis(Side side, List<Integer> varied) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", side.name());
    map.put("names", side.axes().stream().map(Axis::name).toList());
    map.put("text", side.axes().get(0).hyperparameter().text());
    map.put("cells", side.labels());
    map.put("ends", side.ends().stream().map(end -> List.of(end[0], end[1])).toList());
    map.put("numeric", side.numeric());
    map.put("absent", side.absent());
    map.put("log", side.log());
    map.put("note", side.note());
    map.put("varies", varied.contains(sides.indexOf(side)));
    List<Object> marks = new ArrayList<>();
    side.marks().forEach((cell, label) -> marks.add(List.of(cell, label)));
    map.put("marks", marks);
    return map;
  }

  private Map<String, Object> sums(Grouped grouped) {
    int size = grouped.size();
    long[] trialsOf = new long[size];
    long[] lost = new long[size];
    double[][] means = new double[quantities.size()][size];
    long[][] hits = new long[claims.size()][size];
    Arrays.stream(means).forEach(mean -> Arrays.fill(mean, Double.NaN));
    grouped.each(
        cell -> {
          int i = Math.toIntExact(cell.getKey());
          Tally tally = cell.getValue();
          trialsOf[i] = tally.trials();
          lost[i] = tally.lost();
          Arrays.setAll(new double[means.length], m -> means[m][i] = tally.mean(m));
          Arrays.setAll(new long[hits.length], c -> hits[c][i] = tally.hits(c));
        });
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("sides", grouped.sides());
    map.put("trials", Packed.counts(trialsOf));
    map.put("lost", Packed.counts(lost));
    map.put("means", Arrays.stream(means).map(Packed::floats).toList());
    map.put("hits", Arrays.stream(hits).map(Packed::counts).toList());
    return map;
  }

  private Map<String, Object> pair(Grouped grouped) {
    Map<String, Object> map = sums(grouped);
    long[] first = new long[grouped.size()];
    long[] chosen = new long[grouped.size()];
    long[] last = new long[grouped.size()];
    grouped.each(
        cell -> {
          int i = Math.toIntExact(cell.getKey());
          // 0 is that of none
          first[i] = cell.getValue().first() + 1;
          chosen[i] = cell.getValue().chosen() + 1;
          last[i] = cell.getValue().last() + 1;
        });
    map.put("first", Packed.counts(first));
    if (!Arrays.equals(first, last)) {
      map.put("chosen", Packed.counts(chosen));
      map.put("last", Packed.counts(last));
    }
    return map;
  }

  /** Medians of what the sweep is about, by pair; none where each cell has one trial. */
  private List<Object> quantiles(List<List<Integer>> pairs) {
    List<Quantity> central =
        quantities.stream().filter(this::central).filter(it -> !it.constant()).toList();
    List<LevelQuery.Wanted> wanted = new ArrayList<>();
    for (List<Integer> pair : pairs) {
      for (Quantity quantity : central) {
        if (trials.table().rows() > Grouped.none(pair, sides).size()) {
          wanted.add(new LevelQuery.Wanted(pair, quantity));
        }
      }
    }
    List<Object> medians = new ArrayList<>();
    new LevelQuery(trials, sides)
        .ask(wanted)
        .forEach(
            (what, counts) -> {
              double[] median =
                  Arrays.stream(counts)
                      .mapToDouble(each -> what.quantity().quantile(each, 0.5))
                      .toArray();
              Map<String, Object> map = new LinkedHashMap<>();
              map.put("sides", what.sides());
              map.put("metric", quantities.indexOf(what.quantity()));
              map.put("medians", Packed.floats(median));
              medians.add(map);
            });
    return medians;
  }

  private List<Object> slices(
      List<Integer> varied,
      Map<List<Integer>, Grouped> grouped,
      Map<LevelQuery.Wanted, long[][]> levels) {
    List<Object> slices = new ArrayList<>();
    for (int side : varied) {
      Map<String, Object> slice = sums(grouped.get(List.of(side)));
      Map<Object, Object> counts = new LinkedHashMap<>();
      for (Quantity quantity : sliced()) {
        long[][] found = levels.get(new LevelQuery.Wanted(List.of(side), quantity));
        counts.put(
            "" + quantities.indexOf(quantity),
            Packed.counts(Arrays.stream(found).flatMapToLong(Arrays::stream).toArray()));
      }
      slice.put("levels", counts);
      slices.add(slice);
    }
    return slices;
  }

  private List<Object> spread(Map<LevelQuery.Wanted, long[][]> levels) {
    return quantities.stream()
        .map(it -> Packed.counts(levels.get(new LevelQuery.Wanted(List.of(), it))[0]))
        .toList();
  }

  /** The first map, finer than the others where its axes have more values; empty without one. */
  private Optional<Map<String, Object>> picture(List<List<Integer>> pairs) {
    if (pairs.isEmpty()) {
      return Optional.empty();
    }
    Side x = sides.get(pairs.get(0).get(0));
    Side y = sides.get(pairs.get(0).get(1));
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("sides", pairs.get(0));
    boolean fine = x.note().contains("neighbouring") || y.note().contains("neighbouring");
    if (fine && x.axes().size() == 1 && y.axes().size() == 1) {
      Side fineX = Side.of(x.axes(), false, 0, FINE);
      Side fineY = Side.of(y.axes(), false, 0, FINE);
      PlaneAxis across = PlaneAxis.of(x.axes().get(0), FINE);
      PlaneAxis up = PlaneAxis.of(y.axes().get(0), FINE);
      Field field = FieldQuery.of(trials, shown(), across, up);
      double[] values = new double[across.cells() * up.cells()];
      for (int i = 0; i < across.cells(); i++) {
        for (int j = 0; j < up.cells(); j++) {
          values[i * up.cells() + j] = field.value(i, j);
        }
      }
      map.put("x", axis(fineX, List.of()));
      map.put("y", axis(fineY, List.of()));
      map.put("values", Packed.floats(values));
    }
    map.put("measure", shown().text());
    map.put("share", shown() instanceof Measure.Share);
    return Optional.of(map);
  }

  /** What the first map shows: of a boundary the metric that it is one of. */
  private Measure shown() {
    if (plane().isPresent()) {
      Optional<String> metric =
          focus.claim().orElseThrow().condition().axes().stream()
              .filter(name -> metric(name) >= 0)
              .findFirst();
      if (metric.isPresent()) {
        return new Measure.Mean(metric.get());
      }
    }
    return focus.measure();
  }

  private Optional<Map<String, Object>> parallel(List<Integer> varied, List<String> ranked) {
    if (varied.size() < 2) {
      return Optional.empty();
    }
    List<Side> first = ranked(varied, ranked).stream().map(sides::get).toList();
    String value =
        focus
            .claim()
            .map(
                it ->
                    "CASE WHEN %s THEN 100E0 ELSE 0E0 END"
                        .formatted(conditions.get(claims.indexOf(it))))
            .orElseGet(() -> Quantity.finite(focus.metric()));
    if (focus.claim().isEmpty() && metric(focus.metric()) < 0) {
      return Optional.empty();
    }
    return Optional.of(new JointQuery(trials, first, value).ask());
  }

  private List<Object> courses(List<Integer> varied, List<String> ranked) {
    List<String> columns = trials.names();
    Optional<Side> by =
        ranked(varied, ranked).stream()
            .map(sides::get)
            .filter(side -> side.cells() <= MOST_GROUPS)
            .findFirst();
    int every = job.sweep().output().histories().every();
    List<Object> courses = new ArrayList<>();
    for (History history : job.histories()) {
      if (columns.contains(history.name())) {
        new CourseQuery(trials, every).ask(history, by).ifPresent(courses::add);
      }
    }
    return courses;
  }

  private List<Object> failures() {
    if (!trials.names().contains("failure")) {
      return List.of();
    }
    List<Object> failures = new ArrayList<>();
    for (Row row :
        trials.ask(
            "SELECT failure, count(*) AS trials_, min(trial) FROM %s WHERE failure IS NOT NULL GROUP BY failure ORDER BY trials_ DESC, failure LIMIT %d"
                .formatted(trials.from(), MOST_REASONS))) {
      failures.add(List.of(String.valueOf(row.value(0)), row.whole(1), row.whole(2)));
    }
    return failures;
  }

  private Optional<Headline.Peak> peak(Grouped grouped) {
    boolean high = focus.claim().isPresent() || more().getOrDefault(focus.metric(), false);
    long best = -1;
    for (Map.Entry<Long, Tally> cell : sorted(grouped)) {
      double value = value(cell.getValue());
      double known = best < 0 ? Double.NaN : value(grouped.cells().get(best));
      if (!Double.isNaN(value) && (best < 0 || (high ? value > known : value < known))) {
        best = cell.getKey();
      }
    }
    if (best < 0 || grouped.cells().size() < 3) {
      return Optional.empty();
    }
    Tally rest = new Tally(quantities.size(), claims.size());
    for (Map.Entry<Long, Tally> cell : sorted(grouped)) {
      if (cell.getKey() != best) {
        rest.add(cell.getValue());
      }
    }
    Tally there = grouped.cells().get(best);
    int[] places = grouped.places(best);
    String where =
        IntStream.range(0, places.length)
            .mapToObj(
                i -> {
                  Side side = sides.get(grouped.sides().get(i));
                  return side.name() + " is " + side.labels().get(places[i]);
                })
            .collect(Collectors.joining(" and "));
    return Optional.of(
        new Headline.Peak(where, said(value(there)), said(value(rest)), there.trials()));
  }

  private static List<Map.Entry<Long, Tally>> sorted(Grouped grouped) {
    List<Map.Entry<Long, Tally>> cells = new ArrayList<>();
    grouped.each(cells::add);
    return cells;
  }

  private String said(double value) {
    return focus.claim().isPresent()
        ? String.format(java.util.Locale.ROOT, "%.1f %%", value)
        : Headline.digits(value);
  }
}
