package org.basin.layers;

import java.util.Arrays;
import org.basin.data.Dataset;
import org.basin.data.Samples;
import org.basin.space.Seeds;

/**
 * What a net learns, the same in every trial of a structure.
 *
 * @param inputs numbers of an input
 * @param outputs numbers of a target
 * @param x inputs, {@code [facts][inputs]}
 * @param y targets, {@code [facts][outputs]}
 */
record Facts(int inputs, int outputs, float[] x, float[] y) {

  /** Draws of targets begin here, far behind those of inputs. */
  private static final long TARGETS = 1L << 40;

  Facts {
    if (inputs < 1 || outputs < 1 || x.length / inputs != y.length / outputs) {
      throw new IllegalArgumentException(
          "facts must have as many inputs as targets, got %d numbers by %d and %d by %d"
              .formatted(x.length, inputs, y.length, outputs));
    }
  }

  /** How many facts. */
  int size() {
    return x.length / inputs;
  }

  /** The facts of a structure. */
  static Facts of(LayerSettings settings, Dataset data) {
    return switch (settings.source()) {
      case XOR -> xor(settings.outputs());
      case DATA -> of(settings, data, data.train());
      default -> drawn(settings);
    };
  }

  /** The facts of the test part of the data, at least one. */
  static Facts test(LayerSettings settings, Dataset data) {
    return of(settings, data, data.test());
  }

  private static Facts of(LayerSettings settings, Dataset data, Samples samples) {
    return settings.targets() > 0 ? split(settings, samples) : labelled(data, samples);
  }

  /** The notebook's order: (0,0), (0,1), (1,0), (1,1). */
  private static Facts xor(int outputs) {
    float[] x = {0, 0, 0, 1, 1, 0, 1, 1};
    float[] y = outputs == 1 ? new float[] {0, 1, 1, 0} : new float[] {0, 1, 1, 0, 1, 0, 0, 1};
    return new Facts(2, outputs, x, y);
  }

  /** The first numbers of each sample are its input, the others its target. */
  private static Facts split(LayerSettings settings, Samples samples) {
    int inputs = settings.inputs();
    int outputs = settings.targets();
    float[] all = samples.x();
    int facts = samples.size();
    float[] x = new float[facts * inputs];
    float[] y = new float[facts * outputs];
    for (int i = 0; i < facts; i++) {
      int from = i * (inputs + outputs);
      System.arraycopy(all, from, x, i * inputs, inputs);
      System.arraycopy(all, from + inputs, y, i * outputs, outputs);
    }
    return new Facts(inputs, outputs, x, y);
  }

  private static Facts labelled(Dataset data, Samples samples) {
    int[] labels = samples.labels();
    float[] y = new float[labels.length * data.classes()];
    for (int i = 0; i < labels.length; i++) {
      y[i * data.classes() + labels[i]] = 1;
    }
    return new Facts(data.inputs(), data.classes(), samples.x(), y);
  }

  private static Facts drawn(LayerSettings settings) {
    int inputs = settings.inputs();
    int outputs = settings.outputs();
    float[] x = new float[settings.factCount() * inputs];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) Seeds.normal(settings.factsSeed(), i);
    }
    float[] y = new float[settings.factCount() * outputs];
    for (int r = 0; r < settings.factCount(); r++) {
      target(settings, x, r * inputs, y, r * outputs);
    }
    return new Facts(inputs, outputs, x, y);
  }

  private static void target(LayerSettings settings, float[] x, int from, float[] y, int to) {
    int outputs = settings.outputs();
    switch (settings.source()) {
      case IDENTITY -> System.arraycopy(x, from, y, to, outputs);
      case SWAP -> {
        y[to] = x[from + 1];
        y[to + 1] = x[from];
      }
      case TWICE -> {
        for (int j = 0; j < outputs; j++) {
          y[to + j] = 2 * x[from + j];
        }
      }
      case DIFFERENCE_SQUARED -> y[to] = (x[from] - x[from + 1]) * (x[from] - x[from + 1]);
      case ONES -> Arrays.fill(y, to, to + outputs, 1);
      case RANDOM -> {
        for (int j = 0; j < outputs; j++) {
          y[to + j] = (float) Seeds.normal(settings.factsSeed(), TARGETS + to + j);
        }
      }
      case IDEAL -> {
        double[] v = new double[settings.inputs()];
        Arrays.setAll(v, i -> x[from + i]);
        for (int j = 0; j < outputs; j++) {
          y[to + j] = (float) settings.ideals().get(j).value(v);
        }
      }
      case XOR, DATA -> throw new IllegalStateException("their targets are not computed");
    }
  }
}
