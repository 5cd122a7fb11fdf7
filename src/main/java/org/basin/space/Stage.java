package org.basin.space;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.basin.sweep.condition.Condition;

/**
 * What one sweep of several adds to those before it.
 *
 * @param space its own trials, those of the sweeps before among them
 * @param known the trials of those before, by the same numbers, as far as they are counted; of
 *     draws {@code space} has none of them
 * @param numbering of what is new
 */
record Stage(Space space, Space known, Numbering numbering) implements Serializable {

  Stage restrict(Condition condition, Spans numbers) {
    Spans.Collector own = new Spans.Collector();
    for (int run = 0; run < numbers.runs(); run++) {
      own.add(numbering.trial(numbers.first(run)), numbering.trial(numbers.until(run)));
    }
    Spans trials = own.spans();
    return new Stage(
        within(space.restrict(condition), trials),
        known == null ? null : within(known.restrict(condition), trials),
        numbering);
  }

  private static Space within(Space space, Spans trials) {
    return space instanceof ProductSpace product
        ? product.within(trials)
        : ((SampledSpace) space).within(trials);
  }

  /** How many new trials positions hold. */
  long count(long from, long until) {
    long all = space.count(from, until);
    if (known == null || from == until) {
      return all;
    }
    ProductSpace product = (ProductSpace) space;
    return all
        - known.count(
            known.position(product.trialAt(from)), known.position(product.trialAt(until)));
  }

  /** Which structure of the whole each structure of this one is. */
  int[] structures(List<Structure> whole) {
    Map<Structure, Integer> places = new HashMap<>();
    for (int s = 0; s < whole.size(); s++) {
      places.put(whole.get(s), s);
    }
    List<Structure> own = space.structures();
    int[] found = new int[own.size()];
    Arrays.setAll(found, s -> places.get(own.get(s)));
    return found;
  }
}
