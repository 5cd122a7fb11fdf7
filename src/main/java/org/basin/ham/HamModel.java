package org.basin.ham;

import java.util.List;
import org.basin.data.Dataset;
import org.basin.draw.Figure;
import org.basin.kernel.Engine;
import org.basin.kernel.Kernels;
import org.basin.learn.LaneValues;
import org.basin.learn.Learner;
import org.basin.learn.Model;
import org.basin.learn.NetLearner;
import org.basin.learn.Portrait;
import org.basin.learn.Wanted;

/** Memories of one structure: what a trial costs, and learners. */
record HamModel(HamSettings settings, Dataset data) implements Model {

  @Override
  public Learner learner(Kernels kernels, LaneValues values, Wanted wanted) {
    Recall recall = new Recall(settings, data.train(), kernels, values, wanted);
    return new NetLearner<>(recall, recall, HamFamily.GAUGES, wanted);
  }

  @Override
  public double operations(Wanted wanted) {
    int trainSteps = wanted.histories().contains(HamFamily.LOSS.name()) ? settings.trainSteps() : 0;
    return settings.operations()
        + wanted.numbers(trainSteps) * settings.recallOperations()
        + wanted.numbers(settings.steps()) * settings.stepOperations();
  }

  /** The data itself: a recall does not look at samples one by one. */
  @Override
  public Dataset shortened(Wanted wanted, double operations) {
    return data;
  }

  @Override
  public List<Figure> figures(Portrait trial) {
    return new HamFigures(settings, data, trial).all();
  }

  @Override
  public int lanes(Engine engine) {
    return engine.algebraLanes(settings.cells(engine));
  }
}
