package org.basin.importance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What matters: the shares of a variance that axes and pairs of axes explain.
 *
 * <p>With y<sub>uv</sub> the mean over the trials at two values, the variance of a full product of
 * axes falls apart into that of the means of each axis, V(y<sub>u</sub>), that of what a pair adds,
 * V(y<sub>uv</sub> - y<sub>u</sub> - y<sub>v</sub>), what three and more axes add, and the variance
 * within points. R. A. Fisher, "Statistical Methods for Research Workers" (1925); I. M. Sobol',
 * "Sensitivity estimates for nonlinear mathematical models" (1993), whose first and second order
 * indices the shares are.
 *
 * @param response what varies
 * @param kind how shares were computed
 * @param trials over how many
 * @param lost how many of them were not trained to the end
 * @param axes what each axis explains, the greatest share first
 * @param pairs what pairs of axes explain, the pair that explains most in all first
 * @param replicates the share between the replicates of a point, which no axis can explain; 0 where
 *     each point has one trial
 * @param rest the share of all else: of three and more axes, and of noise where points have one
 *     trial
 * @param caption how the shares were computed and what they leave out, in a sentence
 */
public record Importance(
    Response response,
    Kind kind,
    long trials,
    long lost,
    List<Share> axes,
    List<Pair> pairs,
    double replicates,
    double rest,
    String caption) {

  /** How shares are computed. */
  public enum Kind {
    /** By an exact analysis of variance: they are what they are, and add up to 1. */
    EXACT,
    /** Exactly so of the ranks of a metric, in which trials without it stand last. */
    RANKS,
    /** By an estimate; shares may overlap. */
    ESTIMATE,
    /** Not at all: nothing varies. */
    CONSTANT
  }

  public Importance {
    axes = List.copyOf(axes);
    pairs = List.copyOf(pairs);
  }

  /** The pair of axes to show; empty when there are no two, or none explains anything. */
  public Optional<Pair> pair() {
    return pairs.stream().findFirst().filter(pair -> pair.together() > Analysis.ROUNDING);
  }

  /** What an axis explains by itself; 0 for one that does not vary. */
  public double share(String axis) {
    return axes.stream()
        .filter(it -> it.factor().holds(axis))
        .mapToDouble(Share::share)
        .findFirst()
        .orElse(0);
  }

  /** As JSON wants it. */
  public Map<String, Object> map() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("of", response.text());
    map.put("kind", kind.name().toLowerCase(Locale.ROOT));
    map.put("trials", trials);
    map.put("lost", lost);
    map.put("axes", axes.stream().map(Share::map).toList());
    map.put("pairs", pairs.stream().map(Pair::map).toList());
    map.put("replicates", replicates);
    map.put("rest", rest);
    map.put("caption", caption);
    return map;
  }
}
