package org.basin.run;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.hadoop.fs.Path;
import org.basin.space.Space;
import org.basin.sweep.DataKind;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Standard;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.sweep.Vocabulary;
import org.basin.sweep.read.SweepParser;

/** A sweep of 300 positions, of which 255 hold a trial. */
final class Toy implements Vocabulary {

  @Override
  public List<String> models() {
    return List.of("toy");
  }

  @Override
  public List<String> engines() {
    return List.of("scalar", "vector", "nd4j");
  }

  @Override
  public List<Hyperparameter> hyperparameters(String model) {
    return List.of(
        Hyperparameter.real(
            "alpha", Hyperparameter.Kind.LANE, Standard.of(0.0), 0, 1000, "a number"),
        Hyperparameter.real(
            "beta", Hyperparameter.Kind.LANE, Standard.of(0.0), 0, 1000, "another"));
  }

  @Override
  public List<String> metrics(String model) {
    return List.of("error");
  }

  @Override
  public List<DataKind> data() {
    return List.of(new DataKind("xor", "two bits that differ", List.of()));
  }

  @Override
  public void check(Sweep sweep, BiConsumer<String, String> mistake) {}

  static Sweep sweep() {
    String file =
        """
        name: toy
        model: toy
        data: xor
        method: grid
        seed: 42
        metric: {name: error, goal: minimize}
        parameters:
          alpha: {min: 1, max: 20, step: 1}
          beta: {min: 1, max: 15, step: 1}
        where: "alpha >= beta - 5"
        """;
    try {
      return new SweepParser(new Toy())
          .parse("toy.yaml", file.getBytes(StandardCharsets.UTF_8), List.of());
    } catch (SweepException e) {
      throw new IllegalStateException(e);
    }
  }

  static Space space() {
    try {
      return Space.of(sweep(), new Toy());
    } catch (SweepException e) {
      throw new IllegalStateException(e);
    }
  }

  static RunOptions options(java.nio.file.Path run, boolean force, int block) {
    RunOptions options =
        RunOptions.of(new Path(run.toUri()), new PrintWriter(java.io.Writer.nullWriter()))
            .withBlock(block);
    return force ? options.forced() : options;
  }
}
