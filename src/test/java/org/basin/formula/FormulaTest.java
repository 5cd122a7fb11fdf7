package org.basin.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.basin.kernel.Kernels;
import org.basin.kernel.Operand;
import org.basin.kernel.Plane;
import org.basin.kernel.Precision;
import org.basin.kernel.Program;
import org.basin.kernel.scalar.ScalarEngine;
import org.basin.kernel.scalar.ScalarKernels;
import org.basin.kernel.vector.VectorEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaTest {

  private static final List<String> XY = List.of("x", "y");

  private static double doubled(Program program, double... x) {
    double[] registers = new double[program.registers()];
    System.arraycopy(x, 0, registers, 0, program.inputs());
    return program.value(Precision.DOUBLE, registers);
  }

  private static String random(Random random, int depth) {
    if (depth == 0) {
      return switch (random.nextInt(4)) {
        case 0 -> "x";
        case 1 -> "y";
        case 2 -> String.format(Locale.ROOT, "%.2f", random.nextDouble(0.1, 3));
        default -> "2";
      };
    }
    String a = random(random, depth - 1);
    String b = random(random, random.nextInt(depth));
    return switch (random.nextInt(17)) {
      case 0, 1 -> "(" + a + " + " + b + ")";
      case 2 -> "(" + a + " - " + b + ")";
      case 3, 4 -> "(" + a + ") * (" + b + ")";
      case 5 -> "(" + a + ") / (1.5 + sin(" + b + "))";
      case 6 -> "exp(tanh(" + a + "))";
      case 7 -> "log(1 + abs(" + a + "))";
      case 8 -> "tanh(" + a + ")";
      case 9 -> "sin(" + a + ")";
      case 10 -> "cos(" + a + ")";
      case 11 -> "sqrt(0.1 + abs(" + a + "))";
      case 12 -> "min(" + a + ", " + b + ", 0.3)";
      case 13 -> "max(" + a + ", " + b + ")";
      case 14 -> "-(" + a + ")";
      case 15 -> "(" + a + " < " + b + " and not " + b + " == 1 or " + a + " != x) * " + b;
      default -> "sign(" + a + ") * abs(" + b + ")";
    };
  }

  @Test
  void aProgramComputesWhatTheTextSays() {
    for (long seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      Formula formula = Formula.of(random(random, 4), XY);
      double[] at = {random.nextGaussian(), random.nextGaussian()};
      assertThat(doubled(formula.program(), at))
          .as("seed %s: %s at %s, %s", seed, formula, at[0], at[1])
          .isEqualTo(formula.value(at), within(1e-12 * Math.max(1, Math.abs(formula.value(at)))));
      assertThat(doubled(formula.guarded(), at)).isEqualTo(doubled(formula.program(), at));
      assertThat(Formula.of(formula.toString(), XY)).isEqualTo(formula);
    }
  }

  /** Where two differences of different width agree; between them lies no step and no edge. */
  @Test
  void slopesAgreeWithFiniteDifferences() {
    int compared = 0;
    for (long seed = 0; seed < 4_000; seed++) {
      Random random = new Random(seed);
      Formula formula = Formula.of(random(random, 4), XY);
      double[] at = {random.nextGaussian(), random.nextGaussian()};
      for (int variable = 0; variable < 2; variable++) {
        double wide = difference(formula, variable, at, 2e-5);
        double narrow = difference(formula, variable, at, 1e-5);
        double scale = Math.max(1, Math.abs(narrow));
        if (Math.abs(wide - narrow) < 1e-7 * scale) {
          compared++;
          assertThat(doubled(formula.slope(variable), at))
              .as("seed %s: %s by %s at %s, %s", seed, formula, XY.get(variable), at[0], at[1])
              .isEqualTo(narrow, within(2e-6 * scale));
        }
      }
    }
    assertThat(compared).isGreaterThan(7_000);
  }

  private static double difference(Formula formula, int variable, double[] at, double width) {
    double[] more = at.clone();
    double[] less = at.clone();
    more[variable] += width;
    less[variable] -= width;
    return (formula.value(more) - formula.value(less)) / (2 * width);
  }

  @Test
  void theVectorEngineHasTheBitsOfTheScalarOneInBothLayouts() {
    for (int lanes : new int[] {Plane.LANES, 1}) {
      try (Kernels scalar = new ScalarEngine().open(lanes);
          Kernels vector = new VectorEngine().open(lanes)) {
        for (long seed = 0; seed < 300; seed++) {
          Random random = new Random(seed);
          Formula formula = Formula.of(random(random, 4), XY);
          int cells = List.of(1, 2, 3, 17, 63, 64, 65, 130).get(random.nextInt(8));
          Plane[] a = planes(scalar, cells, seed);
          Plane[] b = planes(vector, cells, seed);
          int[] turned = random.ints(cells, 0, cells).toArray();
          List<Program> programs =
              List.of(formula.program(), formula.guarded(), formula.slope(0), formula.slope(1));
          for (Program program : programs) {
            scalar.evaluate(program, List.of(Operand.of(a[0]), new Operand(a[1], turned)), a[2]);
            vector.evaluate(program, List.of(Operand.of(b[0]), new Operand(b[1], turned)), b[2]);
            for (int cell = 0; cell < cells; cell++) {
              for (int lane = 0; lane < lanes; lane++) {
                assertThat(Float.floatToIntBits((float) b[2].get(cell, lane)))
                    .as("seed %s: %s, cell %s of %s, lane %s", seed, formula, cell, cells, lane)
                    .isEqualTo(Float.floatToIntBits((float) a[2].get(cell, lane)));
              }
            }
          }
        }
      }
    }
  }

  /** Two inputs and a result; some numbers break careless comparisons. */
  private static Plane[] planes(Kernels kernels, int cells, long seed) {
    float[] odd = {0f, -0f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e-40f};
    Random random = new Random(seed);
    Plane[] planes = {kernels.plane(cells), kernels.plane(cells), kernels.plane(cells)};
    for (int i = 0; i < 2; i++) {
      for (int cell = 0; cell < cells; cell++) {
        for (int lane = 0; lane < kernels.lanes(); lane++) {
          boolean ordinary = random.nextInt(12) > 0;
          float number =
              ordinary ? (float) (2 * random.nextGaussian()) : odd[random.nextInt(odd.length)];
          planes[i].set(cell, lane, number);
        }
      }
    }
    return planes;
  }

  @Test
  void singlePrecisionIsNearDoublePrecision() {
    Kernels single = new ScalarEngine().open(1);
    Kernels doubled = new ScalarKernels(Precision.DOUBLE, 1);
    Formula formula = Formula.of("exp(-x*x) * sin(y) + log(1 + exp(y)) / sqrt(1 + x*x)", XY);
    for (Program program : List.of(formula.program(), formula.slope(0), formula.slope(1))) {
      Plane[] a = planes(single, 1, 7);
      Plane[] b = planes(doubled, 1, 7);
      single.evaluate(program, List.of(Operand.of(a[0]), Operand.of(a[1])), a[2]);
      doubled.evaluate(program, List.of(Operand.of(b[0]), Operand.of(b[1])), b[2]);
      assertThat(a[2].get(0, 0)).isEqualTo(b[2].get(0, 0), within(1e-6));
    }
  }

  @Test
  void aGuardedProgramShowsWhatIsNotFinite() {
    Program hiding = Formula.of("(x > 0)*2 - 1", List.of("x")).guarded();
    for (double x : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
      assertThat(doubled(hiding, x)).isNaN();
    }
    assertThat(doubled(hiding, 3)).isEqualTo(1);
    assertThat(doubled(Formula.of("7", List.of("x")).guarded(), Double.NaN)).isNaN();
  }

  @Test
  void repeatedPartsAreComputedOnce() {
    String nested = "x";
    for (int i = 0; i < 30; i++) {
      nested = "tanh(" + nested + ") * 0.9";
    }
    Program slope = Formula.of(nested, List.of("x")).slope(0);
    assertThat(slope.steps()).hasSizeLessThan(200);
    assertThat(slope.registers()).isLessThan(50);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "z + 1|at character 1: must name a variable, got z; did you mean x?",
        "x + scheme|at character 5: must name a variable, got scheme; valid: x, y",
        "x +* 2|at character 4: must have a number, an axis, a text or ( here, got *",
        "x == 'x'|at character 3: a number cannot be compared with a text, got x == \"x\"",
        "('a' == 'b') + x|a formula must be of numbers alone, got \"a\"",
        "'a'|at character 1: arithmetic must be done on numbers, got \"a\"",
        "x^2|at character 2: must hold numbers, axes, quoted texts and operators only, got ^",
        "log(x, y)|at character 1: log takes one argument, got 2"
      })
  void aMistakeIsNamedWithItsPlace(String text, String law) {
    assertThatThrownBy(() -> Formula.of(text, XY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(law);
  }

  @Test
  void whatIsTooDeepTooLongOrTooMuchIsRefused() {
    assertThatThrownBy(() -> Formula.of("(".repeat(400) + "x" + ")".repeat(400), XY))
        .hasMessageContaining("an expression must nest at most 256 deep");
    assertThatThrownBy(() -> Formula.of("tanh(".repeat(100) + "x" + ")".repeat(100), XY))
        .hasMessageContaining("an expression must nest at most 64 deep");
    assertThatThrownBy(() -> Formula.of("x + ".repeat(2_500_000) + "x", XY))
        .hasMessageContaining("an expression must have at most 10,000 characters");
    StringBuilder wide = new StringBuilder("max(0");
    for (int i = 1; i <= 600; i++) {
      wide.append(", x*").append(i);
    }
    assertThatThrownBy(() -> Formula.of(wide + ")", XY))
        .hasMessage("a formula must take at most 1,000 operations, got 1,200");
  }

  @Test
  void aSumFallsApartIntoItsTerms() {
    assertThat(Formula.of("0.5*x*x - (y - x) - -y + 3", XY).terms())
        .extracting(Formula::toString)
        .containsExactly("0.5 * x * x", "-y", "x", "y", "3");
  }
}
