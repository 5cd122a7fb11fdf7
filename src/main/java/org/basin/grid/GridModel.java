package org.basin.grid;

import java.util.ArrayList;
import java.util.List;
import org.basin.data.Dataset;
import org.basin.draw.Figure;
import org.basin.kernel.Engine;
import org.basin.kernel.Kernels;
import org.basin.learn.Form;
import org.basin.learn.Gauge;
import org.basin.learn.LaneValues;
import org.basin.learn.Learner;
import org.basin.learn.Model;
import org.basin.learn.NetLearner;
import org.basin.learn.Portrait;
import org.basin.learn.Wanted;
import org.basin.sweep.Part;

/** Neural grids of one structure: what a trial costs, and learners. */
record GridModel(GridSettings settings, Dataset data) implements Model {

  @Override
  public Learner learner(Kernels kernels, LaneValues values, Wanted wanted) {
    GridTraining net =
        new GridTraining(
            settings, data, kernels, values, tests(wanted.metrics()), tests(wanted.histories()));
    return new NetLearner<>(net, net, GridGauges.ALL, wanted);
  }

  @Override
  public double operations(Wanted wanted) {
    int times = tests(wanted.histories()) ? wanted.numbers(settings.epochs()) : 0;
    return new GridCost(settings)
        .operations(data, times > 0 ? times : tests(wanted.metrics()) ? 1 : 0);
  }

  private static boolean tests(List<String> metrics) {
    return GridGauges.ALL.named(metrics).stream().anyMatch(Gauge::tests);
  }

  @Override
  public Dataset shortened(Wanted wanted, double operations) {
    int batch = settings.batchSize();
    double share = operations / operations(wanted);
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

  @Override
  public List<Figure> figures(Portrait trial) {
    List<Figure> figures = new ArrayList<>(new GridPictures(settings, data, trial).all());
    figures.addAll(new GridGraphs(settings, data, trial).all());
    return figures;
  }

  /** One trial fills the vectors by itself. */
  @Override
  public int lanes(Engine engine) {
    return 1;
  }
}
