package org.basin.ham;

import java.util.List;
import org.basin.data.Dataset;
import org.basin.draw.Figure;
import org.basin.kernel.Engine;
import org.basin.kernel.Kernels;
import org.basin.learn.Form;
import org.basin.learn.LaneValues;
import org.basin.learn.Learner;
import org.basin.learn.Model;
import org.basin.learn.NetLearner;
import org.basin.learn.Portrait;
import org.basin.learn.Wanted;
import org.basin.sweep.Part;

/** Memories of one structure: what a trial costs, and learners. */
record HamModel(HamSettings settings, Dataset data) implements Model {

  @Override
  public Learner learner(Kernels kernels, LaneValues values, Wanted wanted) {
    Recall recall = new Recall(settings, data.train(), kernels, values, wanted);
    return new NetLearner<>(recall, recall, HamFamily.GAUGES, wanted);
  }

  @Override
  public double operations(Wanted wanted) {
    return settings.operations() + wanted.numbers(settings.steps()) * settings.stepOperations();
  }

  @Override
  public List<Form> forms() {
    return settings.forms();
  }

  /** Cues count as samples; none of them is only measured on. */
  @Override
  public int samples(Part part) {
    return part == Part.TRAIN ? settings.cues() : 0;
  }

  @Override
  public int inputs() {
    return settings.units();
  }

  @Override
  public int outputs() {
    return settings.units();
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
