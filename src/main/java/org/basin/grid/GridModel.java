package org.basin.grid;

import java.util.List;
import org.basin.data.Dataset;
import org.basin.kernel.Engine;
import org.basin.kernel.Kernels;
import org.basin.learn.Form;
import org.basin.learn.Gauge;
import org.basin.learn.LaneValues;
import org.basin.learn.Learner;
import org.basin.learn.Model;
import org.basin.learn.NetLearner;
import org.basin.sweep.Part;

/** Neural grids of one structure: what a trial costs, and learners. */
record GridModel(GridSettings settings, Dataset data) implements Model {

  @Override
  public Learner learner(Kernels kernels, LaneValues values, List<String> metrics) {
    List<Gauge<GridTraining>> wanted = GridGauges.ALL.named(metrics);
    GridTraining net =
        new GridTraining(settings, data, kernels, values, wanted.stream().anyMatch(Gauge::tests));
    return new NetLearner<>(net, net, wanted, List.of());
  }

  @Override
  public double operations(List<String> metrics) {
    boolean tests = GridGauges.ALL.named(metrics).stream().anyMatch(Gauge::tests);
    return new GridCost(settings).operations(data, tests);
  }

  @Override
  public Dataset shortened(List<String> metrics, double operations) {
    int batch = settings.batchSize();
    double share = operations / operations(metrics);
    double fit = share * data.train().size() / batch;
    return data.shortened((int) (batch * Math.max(2, Math.floor(fit))));
  }

  @Override
  public List<Form> forms() {
    return settings.forms();
  }

  @Override
  public int samples(Part part) {
    return (part == Part.TRAIN ? data.train() : data.test()).size();
  }

  @Override
  public int inputs() {
    return settings.inputs();
  }

  @Override
  public int outputs() {
    return settings.classes();
  }

  /** One trial fills the vectors by itself. */
  @Override
  public int lanes(Engine engine) {
    return 1;
  }
}
