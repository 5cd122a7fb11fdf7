package org.basin.space;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.basin.sweep.DataKind;
import org.basin.sweep.DataSource;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Hyperparameter.Kind;
import org.basin.sweep.Method;
import org.basin.sweep.Remarks;
import org.basin.sweep.Setting;
import org.basin.sweep.Standard;
import org.basin.sweep.StartFrom;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.sweep.Vocabulary;
import org.basin.sweep.condition.Condition;
import org.basin.sweep.condition.Term;

/** The names of a small model, and sweeps of it. */
final class Names implements Vocabulary {

  /** The standard of {@code steps} for each scheme. */
  static final Map<String, Object> STEPS =
      Map.of("ep", 1L, "chl", 2L, "cl", 3L, "s0", 1L, "s1", 2L, "s2", 2L, "s3", 9L);

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
        Hyperparameter.choice("scheme", "ep", List.of("ep", "chl", "cl"), "which rule"),
        Hyperparameter.integer(
            "steps",
            new Standard.ByChoice("scheme", "ep", STEPS, "1; by scheme"),
            1,
            1000,
            "sweeps"),
        Hyperparameter.sizes("hidden", List.of(2L), 1, 100, "layer sizes"),
        Hyperparameter.onOff("shuffle", false, "new order every epoch"),
        Hyperparameter.real(
            "width", Kind.STRUCTURAL, Standard.of(1.0), 0, 10, "a structural number"),
        Hyperparameter.real("beta", Kind.LANE, Standard.of(0.1), -10, 10, "nudging"),
        Hyperparameter.real("alpha", Kind.LANE, Standard.of(0.1), 0, 1000, "step size"),
        Hyperparameter.real("weight_K_I_J", Kind.LANE, Standard.NONE, -100, 100, "start value"));
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

  static Sweep grid(
      Map<String, Setting> parameters, List<List<String>> zip, Condition where, int replicates) {
    return new Sweep(
        "test",
        "toy",
        DataSource.of("xor"),
        new Method.Grid(),
        42,
        Sweep.Starts.INDEPENDENT,
        replicates,
        Sweep.AUTO,
        new Sweep.Metric("error", true),
        parameters,
        where,
        zip,
        new Sweep.Output("results", Sweep.Histories.NONE),
        List.of(),
        StartFrom.NONE,
        Remarks.NONE);
  }

  static Space space(Map<String, Setting> parameters, Condition where, int replicates)
      throws SweepException {
    return Space.of(grid(parameters, List.of(), where, replicates), new Names());
  }

  static Setting.Values values(Object... values) {
    return new Setting.Values(List.of(values));
  }

  static Condition compare(String axis, Condition.Relation relation, double value) {
    return new Condition.Comparison(new Term.NumberAxis(axis), relation, new Term.Number(value));
  }

  static Condition compare(String left, Condition.Relation relation, String right) {
    return new Condition.Comparison(
        new Term.NumberAxis(left), relation, new Term.NumberAxis(right));
  }

  static byte[] serialised(Object object) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    return bytes.toByteArray();
  }

  static Object deserialised(byte[] bytes) throws IOException, ClassNotFoundException {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return in.readObject();
    }
  }
}
