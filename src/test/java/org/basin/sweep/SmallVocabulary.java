package org.basin.sweep;

import static org.basin.sweep.Hyperparameter.Kind.LANE;

import java.util.List;
import java.util.function.BiConsumer;

/** One model much like the energy family, so that the parser is tested without any model. */
public final class SmallVocabulary implements Vocabulary {

  private static final List<Hyperparameter> ENERGY =
      List.of(
          Hyperparameter.sizes("hidden", List.of(2L, 1L), 1, 1024, "hidden sizes"),
          Hyperparameter.choice(
              "activation", "sigmoid", List.of("sigmoid", "tanh", "relu"), "activation"),
          Hyperparameter.texts("layers", List.of(), "layers, one text each"),
          Hyperparameter.choice("scheme", "ep", List.of("ep", "chl", "pc-nudge"), "scheme"),
          Hyperparameter.onOff("shuffle", false, "whether samples are shuffled"),
          Hyperparameter.integer("epochs", 20, 1, 2_000_000_000, "passes over the data"),
          Hyperparameter.integer("free_steps", 1, 1, 10_000, "sweeps of the free phase"),
          Hyperparameter.integer("batch_size", 4, 1, 1_000_000, "samples in a minibatch"),
          Hyperparameter.real("beta", LANE, Standard.of(0.1), -1000, 1000, "nudging"),
          Hyperparameter.real("alpha", LANE, Standard.of(0.1), 0, 1000, "step size of all layers"),
          Hyperparameter.real("alpha_K", LANE, Standard.NONE, 0, 1000, "step size of matrix K"),
          Hyperparameter.real("weight_K_I_J", LANE, Standard.NONE, -1e6, 1e6, "initial weight"),
          Hyperparameter.real("bias_K_J", LANE, Standard.NONE, -1e6, 1e6, "initial bias"));

  @Override
  public List<String> models() {
    return List.of("energy");
  }

  @Override
  public List<String> engines() {
    return List.of("scalar", "vector", "nd4j");
  }

  @Override
  public List<Hyperparameter> hyperparameters(String model) {
    return ENERGY;
  }

  @Override
  public List<String> metrics(String model) {
    return List.of("error", "free_error", "cost", "residual", "accuracy");
  }

  @Override
  public List<String> standardMetrics(String model) {
    return List.of("error", "free_error", "cost");
  }

  @Override
  public boolean minimized(String model, String metric) {
    return !metric.equals("accuracy");
  }

  @Override
  public List<DataKind> data() {
    return List.of(
        new DataKind("xor", "two bits that differ", List.of()),
        new DataKind("and", "two bits", List.of()),
        new DataKind(
            "moons",
            "two half circles",
            List.of(
                DataOption.integer("samples", "100", 2, 1_000_000, "how many"),
                DataOption.real("noise", "0.1", 0, 10, "deviation of the noise"),
                DataOption.choice("scale", "none", List.of("none", "unit"), "of the inputs"))),
        new DataKind(
            "csv",
            "a table",
            List.of(
                DataOption.path("path", "the file").required(),
                DataOption.text("label", "the column of labels").required(),
                DataOption.texts("features", "the columns of inputs"))));
  }

  @Override
  public void check(Sweep sweep, BiConsumer<String, String> mistake) {
    for (String name : sweep.parameters().keySet()) {
      if (name.startsWith("weight_9_")) {
        mistake.accept("parameters." + name, "matrix must be below 3, got 9");
      }
    }
    if (sweep.seed() == 13) {
      mistake.accept("metric.name", "must not be error when the seed is 13, got error");
    }
  }
}
