package org.basin.trial;

import java.util.List;
import java.util.function.BiConsumer;
import org.basin.learn.Score;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Sweep;
import org.basin.sweep.Vocabulary;

/** The registry of models: a switch, and what the parser wants to know of them. */
public final class Models implements Vocabulary {

  @Override
  public List<String> models() {
    throw new UnsupportedOperationException("being written");
  }

  @Override
  public List<Hyperparameter> hyperparameters(String model) {
    throw new UnsupportedOperationException("being written");
  }

  /** Metric columns of a model, in column order. */
  public List<Score> scores(String model) {
    throw new UnsupportedOperationException("being written");
  }

  @Override
  public List<String> metrics(String model) {
    return scores(model).stream().map(Score::name).toList();
  }

  @Override
  public List<String> data() {
    throw new UnsupportedOperationException("being written");
  }

  @Override
  public void check(Sweep sweep, BiConsumer<String, String> mistake) {
    throw new UnsupportedOperationException("being written");
  }
}
