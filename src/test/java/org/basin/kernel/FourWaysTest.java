package org.basin.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.basin.kernel.nd4j.Nd4jEngine;
import org.basin.kernel.scalar.ScalarEngine;
import org.basin.kernel.vector.SparseEngine;
import org.basin.kernel.vector.VectorEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A layer of a grid is one function: loop = unfold = sparse = fused. */
final class FourWaysTest {

  /** As docs/neural-grid.md names them. */
  private static Map<String, Engine> ways() {
    Map<String, Engine> ways = new LinkedHashMap<>();
    ways.put("loop", new ScalarEngine());
    ways.put("unfold", new Nd4jEngine());
    ways.put("sparse", new SparseEngine());
    ways.put("fused", new VectorEngine());
    return ways;
  }

  /** Sheets of one way; numbers go in and come out cell by cell. */
  private static final class Layer {
    private final Stencil stencil;
    private final Kernels kernels;
    private final int rows;
    private final GridKernels grid;
    private final Map<String, Plane> planes = new LinkedHashMap<>();

    Layer(Kernels kernels, Stencil stencil, int rows) {
      this.kernels = kernels;
      this.stencil = stencil;
      this.rows = rows;
      grid = kernels.grid(stencil, rows);
    }

    private Sheet sheet(String name, int rows) {
      Plane plane = planes.computeIfAbsent(name, n -> kernels.plane(rows * stencil.stride()));
      return grid.sheets(plane, rows)[0];
    }

    private int at(int number) {
      return number / stencil.cells() * stencil.stride() + stencil.at(number % stencil.cells());
    }

    void set(String name, int rows, double... cells) {
      sheet(name, rows);
      for (int k = 0; k < cells.length; k++) {
        planes.get(name).set(at(k), 0, cells[k]);
      }
    }

    double[] get(String name, int rows) {
      double[] cells = new double[rows * stencil.cells()];
      for (int k = 0; k < cells.length; k++) {
        cells[k] = planes.get(name).get(at(k), 0);
      }
      return cells;
    }

    void forward(GridActivation h) {
      Sheet slope = sheet("slope", rows);
      grid.forward(
          h, sheet("w", 1), sheet("b", 1), sheet("x", rows), sheet("y", rows), slope, rows);
    }

    /** From the gradient of y. */
    void backward() {
      Sheet g = sheet("g", rows);
      grid.slopes(g, sheet("slope", rows), sheet("db", 1), rows);
      grid.weigh(sheet("w", 1), sheet("x", rows), g, sheet("to", rows), sheet("dw", 1), rows);
    }
  }

  private static void onEach(Stencil stencil, int rows, BiConsumer<String, Layer> work) {
    ways()
        .forEach(
            (name, engine) -> {
              try (Kernels kernels = engine.open(1)) {
                work.accept(name, new Layer(kernels, stencil, rows));
              }
            });
  }

  /**
   * The 5 by 5 example of docs/neural-grid.md: weights 1 to 5, biases 0, inputs 1, so that z is the
   * sum of each row of the band matrix.
   */
  @Test
  void theExampleOfFiveNeuronsGivesTheSameNumbersInAllFourWays() {
    onEach(
        new Stencil(1, 5, 3),
        1,
        (name, layer) -> {
          layer.set("w", 1, 1, 2, 3, 4, 5);
          layer.set("b", 1, 0, 0, 0, 0, 0);
          layer.set("x", 1, 1, 1, 1, 1, 1);
          layer.set("g", 1, 1, 0, 0, 0, 0);
          layer.forward(GridActivation.IDENTITY);
          layer.backward();
          assertThat(layer.get("y", 1)).as(name).containsExactly(3, 6, 9, 12, 9);
          assertThat(layer.get("to", 1)).as(name).containsExactly(1, 2, 0, 0, 0);
          assertThat(layer.get("dw", 1)).as(name).containsExactly(1, 1, 0, 0, 0);
          assertThat(layer.get("db", 1)).as(name).containsExactly(1, 0, 0, 0, 0);
        });
  }

  static Stream<Stencil> stencils() {
    return Stream.of(
        new Stencil(1, 1, 1),
        new Stencil(1, 2, 5),
        new Stencil(1, 16, 3),
        new Stencil(1, 17, 3),
        new Stencil(1, 65, 5),
        new Stencil(2, 3, 3),
        new Stencil(5, 7, 5),
        new Stencil(13, 16, 3));
  }

  @ParameterizedTest
  @MethodSource("stencils")
  void statesAndGradientsOfEveryActivationAgree(Stencil stencil) {
    int rows = 3;
    int cells = stencil.cells();
    for (GridActivation h : GridActivation.values()) {
      Map<String, double[]> loop = new LinkedHashMap<>();
      onEach(
          stencil,
          rows,
          (name, layer) -> {
            layer.set("w", 1, numbers(cells, 1));
            layer.set("b", 1, numbers(cells, 2));
            layer.set("x", rows, numbers(rows * cells, 3));
            layer.set("g", rows, numbers(rows * cells, 4));
            layer.forward(h);
            layer.backward();
            for (String what : new String[] {"y", "to", "dw", "db"}) {
              double[] got = layer.get(what, what.startsWith("d") ? 1 : rows);
              double[] expected = loop.computeIfAbsent(what, each -> got);
              for (int k = 0; k < got.length; k++) {
                assertThat(got[k])
                    .as("%s %s %s", name, h, what)
                    .isCloseTo(expected[k], within(2e-5));
              }
            }
          });
    }
  }

  /** The sums of a layer have one order, whether the numbers are named or found. */
  @ParameterizedTest
  @MethodSource("stencils")
  void statesOfTheSparseMatrixHaveTheBitsOfTheLoop(Stencil stencil) {
    int cells = stencil.cells();
    Map<String, double[]> states = new LinkedHashMap<>();
    onEach(
        stencil,
        2,
        (name, layer) -> {
          layer.set("w", 1, numbers(cells, 5));
          layer.set("b", 1, numbers(cells, 6));
          layer.set("x", 2, numbers(2 * cells, 7));
          layer.forward(GridActivation.SIN);
          states.put(name, layer.get("y", 2));
        });
    assertThat(states.get("sparse")).isEqualTo(states.get("loop")).isEqualTo(states.get("fused"));
  }

  private static double[] numbers(int count, long seed) {
    return new Random(seed).doubles(count, -1, 1).toArray();
  }

  @Test
  void theSparseMatrixTakesOneTrialAtATime() {
    assertThatThrownBy(() -> new SparseEngine().open(2))
        .hasMessage("the sparse engine trains one trial at a time: lanes must be 1, got 2");
  }
}
