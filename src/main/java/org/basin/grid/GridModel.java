package org.basin.grid;

import java.util.List;
import org.basin.data.Dataset;
import org.basin.draw.Figure;
import org.basin.kernel.Engine;
import org.basin.kernel.Kernels;
import org.basin.learn.Gauge;
import org.basin.learn.LaneValues;
import org.basin.learn.Learner;
import org.basin.learn.Model;
import org.basin.learn.NetLearner;
import org.basin.learn.Portrait;
import org.basin.learn.Wanted;

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
  public List<Figure> figures(Portrait trial) {
    return new GridPictures(settings, data, trial).all();
  }

  /** One trial fills the vectors by itself. */
  @Override
  public int lanes(Engine engine) {
    return 1;
  }
}
