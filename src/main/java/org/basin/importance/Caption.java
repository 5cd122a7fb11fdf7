package org.basin.importance;

import java.util.ArrayList;
import java.util.List;
import org.basin.draw.Shown;
import org.basin.sweep.Counted;

/** Says how shares were computed and what they leave out. */
record Caption(Response response, Facts facts, Design design, boolean product, boolean ranks) {

  /**
   * The sentence.
   *
   * @param bins of an axis in an estimate
   * @param paired how many axes make the pairs; 0 for all
   * @param groups into which values of an axis were put for the pairs; 0 for none
   */
  String text(int bins, int paired, int groups) {
    List<String> said = new ArrayList<>();
    said.add(way(bins));
    long without = facts.trials() - facts.valued();
    if (without > 0) {
      said.add(
          "%s without %s share the worst rank"
              .formatted(Counted.of(without, "trial"), response.text()));
    }
    if (facts.lost() > 0 && response instanceof Response.Holds) {
      said.add(
          "for %s not trained to the end it does not hold, where it looks at their metrics"
              .formatted(Counted.of(facts.lost(), "trial")));
    }
    if (paired > 0) {
      said.add("pairs of the %d axes with the greatest shares".formatted(paired));
    }
    if (groups > 0) {
      said.add("pairs over at most %d groups of neighbouring values".formatted(groups));
    }
    if (design.replicates() == 1) {
      said.add("with one replicate noise is part of the rest");
    }
    return String.join("; ", said);
  }

  private String way(int bins) {
    String of = (ranks ? "the ranks of " : "") + response.text();
    String trials = Shown.count(facts.trials()) + " trials";
    int factors = design.factors().size();
    String axes = factors == 1 ? "1 axis" : factors + " axes";
    return product
        ? "exact analysis of variance of %s over %s, a full product of %s"
            .formatted(of, trials, axes)
        : ("estimate over %s that are no full product of %s of few values: share of the variance of"
                + " %s between at most %d bins of an axis, less what chance makes (Kelley's epsilon"
                + " squared); shares may overlap")
            .formatted(trials, axes, of, bins);
  }
}
