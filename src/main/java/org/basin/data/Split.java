package org.basin.data;

import java.util.Arrays;
import org.basin.space.Seeds;

/**
 * Takes a share of each class for testing. Which samples those are depends on the seed, the class
 * and the sample's number only; both parts keep the order of the whole.
 */
final class Split {

  private Split() {}

  /**
   * Splits the training part.
   *
   * @param share of the samples of a class, rounded; a class always keeps a training sample
   * @throws DataException if that takes no sample at all
   */
  static Dataset of(Dataset data, double share, long seed) {
    if (share == 0) {
      return data;
    }
    boolean[] tested = chosen(data, share, seed);
    int count = 0;
    for (boolean test : tested) {
      count += test ? 1 : 0;
    }
    if (count == 0) {
      throw new DataException(
          "test",
          "the test part must hold at least one sample, got a share of %s of %,d samples in %,d classes"
              .formatted(share, data.train().size(), data.classes()));
    }
    return data.with(
        part(data, tested, false, data.train().size() - count), part(data, tested, true, count));
  }

  private static boolean[] chosen(Dataset data, double share, long seed) {
    int[] labels = data.train().labels();
    int[] sizes = new int[data.classes()];
    for (int label : labels) {
      sizes[label]++;
    }
    int[][] members = new int[data.classes()][];
    Arrays.setAll(members, label -> new int[sizes[label]]);
    int[] next = new int[data.classes()];
    for (int i = 0; i < labels.length; i++) {
      members[labels[i]][next[labels[i]]++] = i;
    }
    boolean[] tested = new boolean[labels.length];
    for (int label = 0; label < members.length; label++) {
      int[] own = members[label];
      int wanted = (int) Math.min(Math.floor(share * own.length + 0.5), own.length - 1.0);
      for (int rank = 0; rank < wanted; rank++) {
        // Fisher and Yates: the rank-th of the members is any of those that are left
        long draw = Seeds.bits(seed, ((long) label << 32) + rank);
        int pick = rank + (int) Long.remainderUnsigned(draw, own.length - rank);
        int swapped = own[pick];
        own[pick] = own[rank];
        own[rank] = swapped;
        tested[swapped] = true;
      }
    }
    return tested;
  }

  private static Samples part(Dataset data, boolean[] tested, boolean wanted, int size) {
    int inputs = data.inputs();
    float[] x = new float[size * inputs];
    int[] labels = new int[size];
    int to = 0;
    for (int i = 0; i < tested.length; i++) {
      if (tested[i] == wanted) {
        System.arraycopy(data.train().x(), i * inputs, x, to * inputs, inputs);
        labels[to++] = data.train().labels()[i];
      }
    }
    return new Samples(x, labels);
  }
}
