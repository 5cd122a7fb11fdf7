package org.basin.importance;

import java.util.Collection;

/**
 * What numbers whose mean over all trials is zero add up to in a group.
 *
 * @param count how many there are, at least 1
 * @param sum what they add up to
 */
record Sums(long count, double sum) {

  double mean() {
    return sum / count;
  }

  Sums plus(Sums more) {
    return new Sums(count + more.count, sum + more.sum);
  }

  /** The sum of squares between groups: Σ n y². */
  static double between(Collection<Sums> groups) {
    return groups.stream().mapToDouble(group -> group.sum * group.mean()).sum();
  }
}
