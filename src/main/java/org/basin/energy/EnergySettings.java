package org.basin.energy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.basin.data.Dataset;
import org.basin.kernel.Activation;
import org.basin.learn.Form;
import org.basin.learn.Init;

/**
 * The structural hyperparameters of an energy net, those that the sweep leaves out at their
 * standard.
 *
 * @param sizes units of layers 0 (input) to L (output)
 * @param epochs passes over the data
 * @param batchSize rows of a minibatch; a last incomplete minibatch is dropped
 * @param freeSteps sweeps of the first phase
 * @param nudgedSteps sweeps of the second phase
 * @param mode the order in which layers of the study's nets move
 * @param settleSteps sweeps without a label after training, for the settled metrics
 * @param init how start weights are drawn
 * @param shuffle whether every trial takes the samples in an order of its own, new in each epoch
 * @param states where the states of a minibatch start
 */
public record EnergySettings(
    List<Integer> sizes,
    Activation activation,
    Scheme scheme,
    int epochs,
    int batchSize,
    int freeSteps,
    int nudgedSteps,
    Mode mode,
    int settleSteps,
    Init init,
    boolean shuffle,
    States states) {

  /** The order in which layers move, see {@link Relaxation}. */
  public enum Mode {
    /** Layers 1, 3, … and then layers 2, 4, …. */
    ASYNCHRONOUS,
    /** All at once. */
    SYNCHRONOUS
  }

  /** Where the states of a minibatch start, in all epochs but the first; there it is zero. */
  public enum States {
    /** Where they were when the same samples ended the last time: the notebook. */
    PERSISTENT,
    /** Where the minibatch before ended: the code of the comparative study. */
    CARRIED,
    /** Zero. */
    ZERO
  }

  /** Reads a structure, whose values the parser has checked one by one. */
  public static EnergySettings of(Map<String, Object> structure, Dataset data) {
    List<Integer> sizes = new ArrayList<>();
    sizes.add(data.inputs());
    sizes.addAll(EnergyFamily.HIDDEN.in(structure));
    int outputs = EnergyFamily.OUTPUT_SIZE.in(structure);
    sizes.add(outputs == 0 ? data.classes() : outputs);
    return new EnergySettings(
        List.copyOf(sizes),
        EnergyFamily.ACTIVATION.in(structure),
        EnergyFamily.SCHEME.in(structure),
        EnergyFamily.EPOCHS.in(structure),
        EnergyFamily.BATCH_SIZE.in(structure),
        EnergyFamily.FREE_STEPS.in(structure),
        EnergyFamily.NUDGED_STEPS.in(structure),
        EnergyFamily.MODE.in(structure),
        EnergyFamily.SETTLE_STEPS.in(structure),
        EnergyFamily.INIT.in(structure),
        EnergyFamily.SHUFFLE.in(structure),
        EnergyFamily.STATES.in(structure));
  }

  /**
   * {@code weights_K} of every weight matrix, each followed by {@code biases_K} of the layer above.
   */
  List<Form> forms() {
    List<Form> forms = new ArrayList<>();
    for (int k = 0; k < matrices(); k++) {
      forms.add(new Form("weights_" + k, List.of(units(k), units(k + 1))));
      forms.add(new Form("biases_" + (k + 1), List.of(units(k + 1))));
    }
    return forms;
  }

  /** L, how many weight matrices there are. */
  public int matrices() {
    return sizes.size() - 1;
  }

  /** Units of layer k. */
  public int units(int k) {
    return sizes.get(k);
  }

  /** Cells of all weight matrices together. */
  public long weights() {
    return IntStream.range(0, matrices()).mapToLong(k -> (long) units(k) * units(k + 1)).sum();
  }
}
