package org.basin.kernel.nd4j;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import org.basin.kernel.Links;
import org.basin.kernel.Plane;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Sparse maps of {@link Nd4jAlgebra}. Weights and states are turned so that cells lead and gathered
 * link by link, an output with fewer links than others taking a zero for both; their products are
 * summed over the links of each output.
 */
final class Nd4jLinks {

  private final Nd4jPlanes planes;
  private final Map<Links, Table> tables = new IdentityHashMap<>();

  Nd4jLinks(Nd4jPlanes planes) {
    this.planes = planes;
  }

  /** Which weight and which input each link takes, as many for every output. */
  private record Table(INDArray weight, INDArray input, int most) {

    static Table of(Links links, int weights) {
      int most = 1;
      for (int o = 0; o < links.outputs(); o++) {
        most = Math.max(most, links.first()[o + 1] - links.first()[o]);
      }
      int[] weight = new int[links.outputs() * most];
      int[] input = new int[links.outputs() * most];
      Arrays.fill(weight, weights);
      Arrays.fill(input, links.inputs());
      for (int o = 0; o < links.outputs(); o++) {
        int first = links.first()[o];
        int count = links.first()[o + 1] - first;
        System.arraycopy(links.weight(), first, weight, o * most, count);
        System.arraycopy(links.input(), first, input, o * most, count);
      }
      return new Table(Nd4j.createFromArray(weight), Nd4j.createFromArray(input), most);
    }
  }

  void close() {
    for (Table table : tables.values()) {
      table.weight.close();
      table.input.close();
    }
    tables.clear();
  }

  void link(Plane w, Plane x, Plane out, int rows, Links links) {
    Table table = tables.get(links);
    if (table == null) {
      table = Table.of(links, w.cells());
      tables.put(links, table);
    }
    int lanes = planes.lanes();
    int outputs = links.outputs();
    int all = outputs * table.most;
    INDArray weights = gathered(w, 1, w.cells(), table.weight, 0).reshape('c', all, lanes, 1);
    INDArray states = gathered(x, rows, links.inputs(), table.input, 2);
    INDArray products = states.reshape('c', all, lanes, rows);
    Nd4jCalls.multiply(products, weights, products);
    INDArray sums = planes.scratch(4, outputs * rows).overwrite();
    Nd4jCalls.sum(
        states.reshape('c', outputs, table.most, (long) lanes * rows),
        sums.reshape('c', outputs, 1, (long) lanes * rows),
        1);
    INDArray result = Nd4jPlane.of(out).change().reshape('c', lanes, rows, outputs);
    result.addi(sums.reshape('c', outputs, lanes, rows).permute(1, 2, 0));
  }

  /**
   * Cells of a plane as a table says, (links, lanes rows); the cell behind the last is 0.
   *
   * @param place of two intermediate results
   */
  private INDArray gathered(Plane plane, int rows, int cells, INDArray index, int place) {
    int lanes = planes.lanes();
    int row = lanes * rows;
    INDArray turned = planes.scratch(place, (cells + 1) * rows).overwrite();
    INDArray from = turned.reshape('c', cells + 1, row);
    from.get(NDArrayIndex.point(cells)).assign(0);
    Nd4jCalls.broadcast(
        Nd4jPlane.read(plane, rows, cells).permute(2, 0, 1),
        from.get(NDArrayIndex.interval(0, cells)).reshape('c', cells, lanes, rows));
    int all = (int) index.length();
    INDArray taken = planes.scratch(place + 1, all * rows).overwrite().reshape('c', all, row);
    Nd4jCalls.gather(from, index, taken);
    return taken;
  }
}
