package org.basin.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.basin.data.Dataset;
import org.basin.data.Datasets;
import org.basin.kernel.Engine;
import org.basin.kernel.Kernels;
import org.basin.learn.Learner;
import org.basin.learn.Outputs;
import org.basin.learn.Parameter;
import org.basin.npz.NpzException;
import org.basin.saved.CheckpointFile;
import org.basin.saved.Head;
import org.basin.space.Space;
import org.basin.space.Structure;
import org.basin.sweep.Part;
import org.basin.sweep.Revision;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.trial.Engines;
import org.basin.trial.Job;

/**
 * A checkpoint measured again.
 *
 * @param head what the file says of itself
 * @param sweep that it was measured by: the file's own, with what was overridden
 * @param sameData whether it was measured on the data that it learned from
 * @param metrics by column, those that the parameters decide; NaN where there is none
 * @param said what the net says of the samples that were asked for
 * @param implied the inputs that labels and outputs imply that were asked for
 */
public record Evaluation(
    Head head,
    Sweep sweep,
    boolean sameData,
    Map<String, Float> metrics,
    List<Said> said,
    List<Said> implied) {

  /**
   * Whether metrics must be those of the row, bit for bit: the data is, the engine rounds alike,
   * and the build makes the same rows.
   */
  public boolean comparable() {
    return sameData
        && head.revision() == Revision.ROWS
        && Engines.of(sweep.engine()).exact()
        && Engines.find(head.engine()).map(Engine::exact).orElse(true);
  }

  /**
   * Reads a checkpoint into a learner and measures it.
   *
   * @param overrides as on the command line of a run
   * @param configuration how files of data are reached
   * @throws NpzException when the file is no checkpoint or its parameters don't fit its sweep
   * @throws SweepException with all mistakes of its sweep, with overrides
   */
  public static Evaluation of(Path file, List<String> overrides, Configuration configuration)
      throws IOException, SweepException {
    return of(file, overrides, configuration, Asked.NOTHING);
  }

  /**
   * The same, and what the net says of samples.
   *
   * @throws InputException if one of one's own has not as many numbers as the net has inputs
   */
  public static Evaluation of(
      Path file, List<String> overrides, Configuration configuration, Asked asked)
      throws IOException, SweepException {
    Head head = CheckpointFile.head(file);
    List<String> words = new ArrayList<>(overrides);
    words.add("output.metrics=all"); // other data may lack the test part that its metrics need
    words.add("output.history=none");
    words.add("output.outputs=none");
    if (head.sweep().lines().anyMatch(line -> line.startsWith("start_from:"))) {
      words.add("~start_from"); // where training began does not matter any more
    }
    Job job = Job.stored(file + ": sweep", head.sweep(), words, configuration);
    Sweep sweep = job.sweep();
    Space space = job.space();
    if (space.positions() != 1 || !space.axes().isEmpty()) {
      throw new NpzException(
          "%s: sweep: a checkpoint must be of one trial, got %,d and %d axes"
              .formatted(file, space.positions(), space.axes().size()));
    }
    Dataset data = Datasets.of(sweep.data(), configuration);
    boolean same = Datasets.fingerprint(sweep.data(), configuration).equals(head.data());
    List<String> known = job.measurable(configuration);
    Job measuring = new Job(TrialSweep.measuring(sweep, known), space);
    Structure structure = space.structures().get(0);
    Engine engine = job.engine();
    int lanes = engine.filled(job.lanes(engine, structure, data), 1);
    requireWidth("input", asked.inputs(), job.inputs(structure, data));
    requireWidth("output", asked.outputs(), job.width(structure, data));
    List<Said> implied = new ArrayList<>();
    Map<String, Float> metrics = new LinkedHashMap<>();
    List<Said> said = new ArrayList<>();
    try (Kernels kernels = engine.open(lanes)) {
      Learner learner = measuring.learner(structure, data, kernels);
      learner.start(0, head.seed(), new double[0]);
      List<Parameter> own = learner.parameters(0);
      learner.restore(0, CheckpointFile.parameters(file, own));
      learner.measure();
      for (int s = 0; s < known.size(); s++) {
        if (learner.lasting(s)) {
          metrics.put(known.get(s), (float) learner.score(s, 0));
        }
      }
      for (Part part : asked.parts()) {
        Optional<Parameter> left = part == Part.TRAIN && same ? left(file) : Optional.empty();
        learner.outputs(part).ifPresent(it -> said.addAll(said(part.word(), it, left)));
      }
      if (said.isEmpty() && !asked.parts().isEmpty()) {
        throw new InputException(
            "the data must have samples of the part whose outputs are asked for, got none");
      }
      if (!asked.inputs().isEmpty()) {
        learner
            .outputs(Asked.numbers(asked.inputs()))
            .ifPresent(it -> said.addAll(said("input", it, Optional.empty())));
      }
      if (asked.goesBackward()) {
        implied.addAll(backward(learner, asked, job.sweep().model()));
      }
    }
    return new Evaluation(head, job.resolved().sweep(), same, metrics, said, implied);
  }

  private static void requireWidth(String what, List<float[]> given, int width) {
    for (float[] one : given) {
      if (one.length != width) {
        throw new InputException(
            "an %s must have %d numbers, as many as the net has %ss, got %d"
                .formatted(what, width, what, one.length));
      }
    }
  }

  private static List<Said> backward(Learner learner, Asked asked, String model) {
    List<Said> implied = new ArrayList<>();
    try {
      for (Part part : asked.backward()) {
        learner
            .implied(part, asked.held())
            .ifPresent(it -> implied.addAll(said(part.word(), it, Optional.empty())));
      }
    } catch (IllegalArgumentException law) {
      throw new InputException(law.getMessage());
    }
    if (!asked.outputs().isEmpty()) {
      learner
          .implied(Asked.numbers(asked.outputs()))
          .ifPresent(it -> implied.addAll(said("output", it, Optional.empty())));
    }
    if (implied.isEmpty()) {
      throw new InputException(
          "a net that goes backward must be of model energy and have samples to go back from, got"
              + " model "
              + model);
    }
    return implied;
  }

  /**
   * Where the training left the outputs of its samples: the states of the last layer, by sample.
   */
  private static Optional<Parameter> left(Path file) throws IOException {
    return CheckpointFile.states(file).stream()
        .max(Comparator.comparingInt(one -> Integer.parseInt(one.name().split("_", -1)[1])));
  }

  private static List<Said> said(String of, Outputs outputs, Optional<Parameter> left) {
    List<Said> said = new ArrayList<>();
    for (int s = 0; s < outputs.samples(); s++) {
      int sample = s;
      said.add(
          new Said(
              of,
              s,
              Optional.of(outputs.label(s)).filter(label -> label >= 0),
              outputs.of(0, s),
              Optional.of(outputs.energy(0, s)).filter(energy -> !energy.isNaN()),
              left.flatMap(one -> row(one, sample))));
    }
    return said;
  }

  private static Optional<float[]> row(Parameter states, int row) {
    int units = states.shape().get(states.shape().size() - 1);
    return states.shape().size() == 2 && (row + 1) * units <= states.values().length
        ? Optional.of(Arrays.copyOfRange(states.values(), row * units, (row + 1) * units))
        : Optional.empty();
  }
}
