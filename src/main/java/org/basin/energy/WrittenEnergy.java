package org.basin.energy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.basin.formula.Formula;
import org.basin.kernel.Kernels;
import org.basin.kernel.Operand;
import org.basin.kernel.Plane;
import org.basin.kernel.Program;

/**
 * An energy that a sweep writes down, mean over the samples. Its formula is a sum of terms over the
 * connections between neighbouring layers: {@code pre} is the state of unit i below, {@code post}
 * that of unit j above, {@code weight} is W[i][j] and {@code bias} that of unit j. Each term is
 * summed over the indices of what it reads, over i alone, over j alone or over both, so that {@code
 * -pre*weight*post - bias*post} is the {@linkplain HopfieldEnergy Hopfield energy}: its second term
 * counts once for each unit above and not once for each connection.
 */
final class WrittenEnergy implements Energy {

  /** What a formula may read. */
  static final List<String> VARIABLES = List.of("pre", "post", "weight", "bias");

  /** One term: what it reads, and the program that computes it. */
  private record Term(List<String> variables, Program program) {

    boolean below() {
      return reads("pre");
    }

    boolean above() {
      return reads("post") || reads("bias");
    }

    private boolean reads(String name) {
      return variables.contains(name) || variables.contains("weight");
    }
  }

  private final EnergyNet net;
  private final Kernels kernels;
  private final KeptStates kept;
  private final List<Term> terms = new ArrayList<>();

  /** Sums over the units above, the units below, and all; one cell each. */
  private final Plane above;

  private final Plane below;
  private final Plane all;

  /** A term for the units above matrix k, and ones for their sum; for none above at the end. */
  private final Plane[] values;

  private final Plane[] ones;

  WrittenEnergy(EnergyNet net, Formula formula) {
    this.net = net;
    kernels = net.kernels;
    kept = new KeptStates(net);
    for (Formula term : formula.terms()) {
      terms.add(new Term(term.variables(), term.guarded()));
    }
    above = kernels.plane(1);
    below = kernels.plane(1);
    all = kernels.plane(1);
    int matrices = net.settings.matrices();
    values = new Plane[matrices + 1];
    ones = new Plane[matrices + 1];
    for (int k = 0; k <= matrices; k++) {
      int units = k < matrices ? net.settings.units(k + 1) : 1;
      values[k] = kernels.plane(units);
      ones[k] = kernels.plane(units);
      kernels.fill(ones[k], 1);
    }
  }

  @Override
  public void keep(Batch batch) {
    kept.keep(batch);
  }

  @Override
  public void measure() {
    kernels.fill(all, 0);
    for (int k = 0; k < net.settings.matrices(); k++) {
      for (Term term : terms) {
        measure(k, term);
      }
    }
  }

  private void measure(int k, Term term) {
    int single = net.settings.matrices();
    int place = term.above() ? k : single;
    int units = values[place].cells();
    for (int row = 0; row < kept.rows(); row++) {
      kernels.fill(below, 0);
      for (int i = 0; i < (term.below() ? net.settings.units(k) : 1); i++) {
        kernels.evaluate(term.program, operands(k, term, row, i, units), values[place]);
        kernels.fill(above, 0);
        kernels.addProducts(values[place], ones[place], above);
        kernels.addProducts(above, ones[single], below);
      }
      kernels.addProducts(below, ones[single], all);
    }
  }

  /** Where the variables of a term stand for all units above, in the order of the variables. */
  private List<Operand> operands(int k, Term term, int row, int i, int units) {
    int in = net.settings.units(k);
    int out = net.settings.units(k + 1);
    return term.variables.stream()
        .map(
            name ->
                switch (name) {
                  case "pre" -> new Operand(kept.layer(k), repeated(row * in + i, units));
                  case "post" -> new Operand(kept.layer(k + 1), following(row * out, units));
                  case "weight" -> new Operand(net.weights[k], following(i * out, units));
                  default -> new Operand(net.biases[k + 1], following(0, units));
                })
        .toList();
  }

  private static int[] repeated(int cell, int times) {
    int[] cells = new int[times];
    Arrays.fill(cells, cell);
    return cells;
  }

  private static int[] following(int first, int count) {
    int[] cells = new int[count];
    Arrays.setAll(cells, j -> first + j);
    return cells;
  }

  @Override
  public double total(int lane) {
    return all.get(0, lane) / kept.rows();
  }

  @Override
  public void totals(double[] numbers) {
    all.read(0, numbers);
    for (int lane = 0; lane < numbers.length; lane++) {
      numbers[lane] /= kept.rows();
    }
  }
}
