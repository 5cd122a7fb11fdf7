package org.basin.importance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.basin.read.Dialect;
import org.basin.read.Row;
import org.basin.read.Trials;
import org.basin.space.Space;

/**
 * Computes what matters in a run.
 *
 * <p>Trials that are a full product of their axes with a value in every cell have an exact analysis
 * of variance, by one question with grouping sets. Where trials are lost a condition does not hold
 * for them, and is analysed exactly; a metric by its ranks, of which those trials share the worst.
 * Where the trials are no full product (a {@code where} that ties axes together, a list of points,
 * a run that is not complete) or have too many values, axes need not be independent, and shares are
 * Kelley's ε², the share of the variance between bins less what chance makes of so many bins: T. L.
 * Kelley, "An unbiased correlation ratio measure", PNAS 21 (1935); of a metric, by its ranks.
 */
public final class Analysis {

  /** Bins of an axis in an estimate at the most. */
  private static final int MOST_BINS = 16;

  /** Trials of a pair's bin in an estimate at the least, on average. */
  private static final int LEAST_IN_BIN = 5;

  /** Axes whose pairs are looked at, at the most. */
  private static final int MOST_PAIRED = 8;

  /** Cells of all pairs at the most; else neighbouring values make a cell. */
  private static final int MOST_CELLS = 1 << 19;

  /** Values of an axis in such cells. */
  private static final int COARSE = 64;

  /** Values of an axis whose means are worth having one by one. */
  private static final int MOST_VALUES = 10_000;

  /** Below this shares differ by rounding. */
  static final double ROUNDING = 1e-9;

  private final Trials trials;
  private final Design design;
  private final Response response;
  private final Facts facts;
  private final boolean product;
  private final boolean ranks;
  private final String source;

  private Analysis(Trials trials, Design design, Response response, Facts facts) {
    this.trials = trials;
    this.design = design;
    this.response = response;
    this.facts = facts;
    product = product();
    ranks = response instanceof Response.Metric && (facts.valued() < facts.trials() || !product);
    source = source();
  }

  /**
   * What matters of some trials of a run.
   *
   * @param trials as answers count them
   * @param design of their sweep
   * @param response over their columns
   */
  public static Importance of(Trials trials, Design design, Response response) {
    Facts facts = Facts.of(trials, response);
    if (facts.constant() || design.factors().isEmpty()) {
      return constant(design, response, facts);
    }
    return new Analysis(trials, design, response, facts).importance();
  }

  private static Importance constant(Design design, Response response, Facts facts) {
    String why =
        facts.valued() == 0
            ? "none of %,d trials has it".formatted(facts.trials())
            : facts.constant()
                ? "it is the same in all %,d trials".formatted(facts.trials())
                : "nothing varies but the replicate";
    return new Importance(
        response,
        Importance.Kind.CONSTANT,
        facts.trials(),
        facts.lost(),
        design.factors().stream().map(factor -> new Share(factor, 0)).toList(),
        List.of(),
        0,
        0,
        "no axis explains " + response.text() + ": " + why);
  }

  /** Whether the trials are all combinations of the values that they have. */
  private boolean product() {
    boolean conditional = design.factors().stream().anyMatch(it -> it.axis().conditional());
    if (!design.walked() || conditional || !design.within(MOST_VALUES)) {
      return false;
    }
    if (full(design.factors().stream().map(Factor::size).toList(), design.replicates())) {
      return true;
    }
    String counts =
        design.factors().stream()
            .map(factor -> "count(DISTINCT " + factor.axis().name() + "), ")
            .collect(Collectors.joining());
    Row row =
        trials
            .ask("SELECT %scount(DISTINCT replicate) FROM %s".formatted(counts, trials.from()))
            .get(0);
    int factors = design.factors().size();
    List<Integer> levels = IntStream.range(0, factors).mapToObj(i -> (int) row.whole(i)).toList();
    return full(levels, row.whole(factors));
  }

  private boolean full(List<Integer> levels, long replicates) {
    double all = replicates;
    for (int size : levels) {
      all *= size;
    }
    return all == facts.trials();
  }

  /** The trials with the response as {@code y_}, whose mean is zero. */
  private String source() {
    String value = Facts.value(response, trials.dialect());
    if (!ranks) {
      String deviation = "%s - %s".formatted(value, Dialect.number(facts.mean()));
      return "(SELECT *, %s AS y_ FROM %s)".formatted(deviation, trials.from());
    }
    boolean minimize = ((Response.Metric) response).metric().minimize();
    String worst = Dialect.number(minimize ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY);
    String valued =
        "(SELECT *, coalesce(%s, %s) AS value_ FROM %s)".formatted(value, worst, trials.from());
    // equal values have the mean of their ranks
    String rank =
        "rank() OVER (ORDER BY value_) + (count(*) OVER (ORDER BY value_ RANGE BETWEEN CURRENT ROW"
            + " AND CURRENT ROW) - 1) / 2E0";
    double middle = (facts.trials() + 1) / 2.0;
    return "(SELECT *, %s - %s AS y_ FROM %s)".formatted(rank, Dialect.number(middle), valued);
  }

  /** What one question with grouping sets brings. */
  private static final class Groups {
    double squares;
    final Map<Integer, Map<Object, Sums>> singles = new HashMap<>();
    final Map<List<Integer>, Plane> planes = new HashMap<>();
  }

  private Importance importance() {
    List<Integer> all = IntStream.range(0, design.factors().size()).boxed().toList();
    boolean few = all.size() <= MOST_PAIRED;
    Groups groups = few ? groups(all, all) : groups(all, List.of());
    double squares = groups.squares;
    Map<Integer, Double> shares = new HashMap<>();
    all.forEach(
        i -> {
          Map<Object, Sums> single = groups.singles.getOrDefault(i, Map.of());
          shares.put(i, share(Sums.between(single.values()), squares, single.size()));
        });
    List<Integer> paired =
        few
            ? all
            : all.stream()
                .sorted(Comparator.comparing(i -> -tidy(shares.get(i))))
                .limit(MOST_PAIRED)
                .sorted()
                .toList();
    Groups planes = few ? groups : groups(List.of(), paired);
    List<Pair> pairs = new ArrayList<>();
    planes.planes.forEach((at, plane) -> pairs.add(pair(at, plane, squares, shares)));
    double within = within(squares);
    double explained =
        shares.values().stream().mapToDouble(Double::doubleValue).sum()
            + pairs.stream().mapToDouble(Pair::interaction).sum();
    List<Factor> factors = design.factors();
    return new Importance(
        response,
        !product ? Importance.Kind.ESTIMATE : ranks ? Importance.Kind.RANKS : Importance.Kind.EXACT,
        facts.trials(),
        facts.lost(),
        all.stream()
            .map(i -> new Share(factors.get(i), shares.get(i)))
            .sorted(Comparator.comparing(it -> -tidy(it.share())))
            .toList(),
        pairs.stream()
            .sorted(
                Comparator.comparing((Pair it) -> -tidy(it.together()))
                    .thenComparing(it -> factors.indexOf(it.x()))
                    .thenComparing(it -> factors.indexOf(it.y())))
            .toList(),
        within,
        Math.max(0, 1 - explained - within),
        new Caption(response, facts, design, product, ranks)
            .text(bins(), few ? 0 : MOST_PAIRED, few && coarse(all) ? COARSE : 0));
  }

  /** Sums differ in their last bits by the order in which a reader adds. */
  private static double tidy(double share) {
    return Math.rint(share / ROUNDING);
  }

  private Pair pair(List<Integer> at, Plane plane, double squares, Map<Integer, Double> shares) {
    double x = shares.get(at.get(0));
    double y = shares.get(at.get(1));
    double interaction =
        product
            ? plane.interaction() / squares
            : Math.max(0, share(plane.between(), squares, plane.cells()) - x - y);
    double together = product ? x + y + interaction : Math.max(x + y, x + y + interaction);
    return new Pair(
        design.factors().get(at.get(0)),
        design.factors().get(at.get(1)),
        interaction,
        Math.min(1, together));
  }

  /** The share of a sum of squares between so many groups. */
  private double share(double between, double squares, int groups) {
    if (product) {
      return between / squares;
    }
    double freedom = facts.trials() - groups;
    double chance = freedom > 0 ? (groups - 1) * (squares - between) / freedom : squares;
    return Math.min(1, Math.max(0, (between - chance) / squares));
  }

  /** The share of the variance within points. */
  private double within(double squares) {
    if (design.replicates() == 1) {
      return 0;
    }
    Row row =
        trials
            .ask(
                "SELECT sum(squares_) FROM (SELECT count(*) * var_pop(y_) AS squares_ FROM %s GROUP BY %s - %s)"
                    .formatted(source, Space.TRIAL, Space.REPLICATE))
            .get(0);
    return row.number(0) / squares;
  }

  /** Sums over the values of some factors, and over those of the pairs of others. */
  private Groups groups(List<Integer> alone, List<Integer> paired) {
    int bins = product ? Integer.MAX_VALUE : bins();
    int coarse = coarse(paired) ? COARSE : bins;
    GroupingSets sets = new GroupingSets();
    Groups groups = new Groups();
    for (int i : alone) {
      Map<Object, Sums> single = new HashMap<>();
      groups.singles.put(i, single);
      sets.by(List.of(key(i, bins)), (at, sums) -> single.put(at.get(0), sums));
    }
    for (int i : paired) {
      for (int j : paired) {
        if (i < j) {
          Plane plane = new Plane();
          groups.planes.put(List.of(i, j), plane);
          sets.by(
              List.of(key(i, coarse), key(j, coarse)),
              (at, sums) -> plane.add(at.get(0), at.get(1), sums));
        }
      }
    }
    groups.squares = sets.ask(trials, source);
    return groups;
  }

  private String key(int factor, int bins) {
    return Bins.of(design.factors().get(factor).axis(), bins);
  }

  /** Whether pairs have more cells than are worth having. */
  private boolean coarse(List<Integer> paired) {
    long cells = 0;
    for (int i : paired) {
      for (int j : paired) {
        cells += i < j ? (long) size(i) * size(j) : 0;
      }
    }
    return product && cells > MOST_CELLS;
  }

  private int size(int factor) {
    return design.factors().get(factor).size();
  }

  /** Bins of an axis in an estimate. */
  private int bins() {
    int most = (int) Math.sqrt((double) facts.trials() / LEAST_IN_BIN);
    return Math.max(2, Math.min(MOST_BINS, most));
  }
}
