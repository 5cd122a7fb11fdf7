package org.basin.kernel.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.basin.kernel.Activation;
import org.basin.kernel.Elementary;
import org.basin.kernel.GridActivation;
import org.basin.kernel.Plane;
import org.basin.kernel.Program;

/**
 * Runs a {@link Program} on {@value #SPAN} numbers at a time, register by register: the same
 * operations in the same order as one number at a time. Registers stay in the first cache.
 *
 * <p>Holds working memory; not safe for use by several threads.
 */
final class VectorProgram {

  /** Numbers in a register. */
  static final int SPAN = Plane.LANES;

  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int STEP = SPECIES.length();

  private float[][] registers = {};

  /** What sine or cosine leave where only the other is asked for. */
  private final float[] unread = new float[SPAN];

  /** Makes registers for a program and sets its constants. */
  void open(Program program) {
    if (registers.length < program.registers()) {
      registers = new float[program.registers()][SPAN];
    }
    for (int i = 0; i < program.constants().size(); i++) {
      double constant = program.constants().get(i);
      Arrays.fill(registers[program.inputs() + i], (float) constant);
    }
  }

  /** A register, {@value #SPAN} numbers; the first are the inputs. */
  float[] register(int number) {
    return registers[number];
  }

  /** Does all steps. */
  float[] run(Program program) {
    for (Program.Step step : program.steps()) {
      run(
          step.operation(),
          registers[step.a()],
          registers[step.b()],
          registers[step.c()],
          registers[step.to()]);
    }
    return registers[program.result()];
  }

  private void run(Program.Operation operation, float[] a, float[] b, float[] c, float[] to) {
    switch (operation) {
      case ADD -> add(a, b, to);
      case SUBTRACT -> subtract(a, b, to);
      case MULTIPLY -> multiply(a, b, to);
      case DIVIDE -> divide(a, b, to);
      case NEGATE -> negate(a, to);
      case ABS -> absolute(a, to);
      case MIN -> least(a, b, to);
      case MAX -> greatest(a, b, to);
      case EXP -> VectorElementary.exp(copied(a, to));
      case LOG -> VectorElementary.log(copied(a, to));
      case ROOT -> VectorElementary.root(copied(a, to));
      case TANH -> VectorActivations.apply(Activation.TANH, copied(a, to), SPAN);
      case SIN -> VectorGridActivations.apply(GridActivation.SIN, a, 0, to, 0, unread, 0, SPAN);
      case COS -> VectorGridActivations.apply(GridActivation.SIN, a, 0, unread, 0, to, 0, SPAN);
      case SIGN -> sign(a, to);
      case LESS -> less(a, b, to);
      case LESS_EQUAL -> lessOrEqual(a, b, to);
      case EQUAL -> equal(a, b, to);
      case CHOOSE -> choose(a, b, c, to);
    }
  }

  /** {@link Elementary} functions work in place. */
  private static float[] copied(float[] from, float[] to) {
    System.arraycopy(from, 0, to, 0, SPAN);
    return to;
  }

  private static void add(float[] a, float[] b, float[] to) {
    for (int i = 0; i < SPAN; i += STEP) {
      FloatVector.fromArray(SPECIES, a, i)
          .add(FloatVector.fromArray(SPECIES, b, i))
          .intoArray(to, i);
    }
  }

  private static void subtract(float[] a, float[] b, float[] to) {
    for (int i = 0; i < SPAN; i += STEP) {
      FloatVector.fromArray(SPECIES, a, i)
          .sub(FloatVector.fromArray(SPECIES, b, i))
          .intoArray(to, i);
    }
  }

  private static void multiply(float[] a, float[] b, float[] to) {
    for (int i = 0; i < SPAN; i += STEP) {
      FloatVector.fromArray(SPECIES, a, i)
          .mul(FloatVector.fromArray(SPECIES, b, i))
          .intoArray(to, i);
    }
  }

  private static void divide(float[] a, float[] b, float[] to) {
    for (int i = 0; i < SPAN; i += STEP) {
      FloatVector.fromArray(SPECIES, a, i)
          .div(FloatVector.fromArray(SPECIES, b, i))
          .intoArray(to, i);
    }
  }

  private static void least(float[] a, float[] b, float[] to) {
    for (int i = 0; i < SPAN; i += STEP) {
      FloatVector.fromArray(SPECIES, a, i)
          .min(FloatVector.fromArray(SPECIES, b, i))
          .intoArray(to, i);
    }
  }

  private static void greatest(float[] a, float[] b, float[] to) {
    for (int i = 0; i < SPAN; i += STEP) {
      FloatVector.fromArray(SPECIES, a, i)
          .max(FloatVector.fromArray(SPECIES, b, i))
          .intoArray(to, i);
    }
  }

  private static void negate(float[] a, float[] to) {
    for (int i = 0; i < SPAN; i += STEP) {
      FloatVector.fromArray(SPECIES, a, i).neg().intoArray(to, i);
    }
  }

  private static void absolute(float[] a, float[] to) {
    for (int i = 0; i < SPAN; i += STEP) {
      FloatVector.fromArray(SPECIES, a, i).abs().intoArray(to, i);
    }
  }

  private static void sign(float[] a, float[] to) {
    for (int i = 0; i < SPAN; i += STEP) {
      FloatVector x = FloatVector.fromArray(SPECIES, a, i);
      x.blend(1f, x.compare(VectorOperators.GT, 0f))
          .blend(-1f, x.compare(VectorOperators.LT, 0f))
          .intoArray(to, i);
    }
  }

  private static void less(float[] a, float[] b, float[] to) {
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int i = 0; i < SPAN; i += STEP) {
      FloatVector x = FloatVector.fromArray(SPECIES, a, i);
      FloatVector y = FloatVector.fromArray(SPECIES, b, i);
      zero.blend(1f, x.compare(VectorOperators.LT, y)).intoArray(to, i);
    }
  }

  private static void lessOrEqual(float[] a, float[] b, float[] to) {
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int i = 0; i < SPAN; i += STEP) {
      FloatVector x = FloatVector.fromArray(SPECIES, a, i);
      FloatVector y = FloatVector.fromArray(SPECIES, b, i);
      zero.blend(1f, x.compare(VectorOperators.LE, y)).intoArray(to, i);
    }
  }

  private static void equal(float[] a, float[] b, float[] to) {
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int i = 0; i < SPAN; i += STEP) {
      FloatVector x = FloatVector.fromArray(SPECIES, a, i);
      FloatVector y = FloatVector.fromArray(SPECIES, b, i);
      zero.blend(1f, x.compare(VectorOperators.EQ, y)).intoArray(to, i);
    }
  }

  private static void choose(float[] a, float[] b, float[] c, float[] to) {
    for (int i = 0; i < SPAN; i += STEP) {
      FloatVector x = FloatVector.fromArray(SPECIES, a, i);
      FloatVector.fromArray(SPECIES, c, i)
          .blend(FloatVector.fromArray(SPECIES, b, i), x.compare(VectorOperators.NE, 0f))
          .intoArray(to, i);
    }
  }
}
