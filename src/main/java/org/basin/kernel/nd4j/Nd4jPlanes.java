package org.basin.kernel.nd4j;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** All planes of one {@link Nd4jKernels}, so that they can be given back together. */
final class Nd4jPlanes {

  private final int lanes;
  private final List<Nd4jPlane> planes = new ArrayList<>();

  /** Intermediate results, kept from call to call: for each place those of several sizes. */
  private final List<List<Nd4jPlane>> scratch = new ArrayList<>();

  /**
   * @param lanes trials side by side, at least 1
   */
  Nd4jPlanes(int lanes) {
    this.lanes = lanes;
  }

  int lanes() {
    return lanes;
  }

  /** A plane of zeros. */
  Nd4jPlane plane(int cells) {
    Nd4jPlane plane = new Nd4jPlane(lanes, cells);
    planes.add(plane);
    return plane;
  }

  /**
   * A plane of that many cells for intermediate results within one operation; those of different
   * places differ, and its numbers are whatever the last operation left.
   */
  Nd4jPlane scratch(int place, int cells) {
    while (scratch.size() <= place) {
      scratch.add(new ArrayList<>());
    }
    List<Nd4jPlane> known = scratch.get(place);
    for (int i = 0; i < known.size(); i++) {
      if (known.get(i).cells() == cells) {
        return known.get(i);
      }
    }
    Nd4jPlane plane = plane(cells);
    known.add(plane);
    return plane;
  }

  /**
   * Zero for every finite number and NaN for every other, which ND4J's functions hide; in the
   * scratch of place 0.
   */
  INDArray zeros(INDArray numbers, int cells) {
    return numbers.muli(0, scratch(0, cells).overwrite());
  }

  /** Memory outside of the heap is not waited for to be collected: blocks come by the thousands. */
  void close() {
    planes.forEach(Nd4jPlane::close);
    planes.clear();
    scratch.clear();
  }
}
