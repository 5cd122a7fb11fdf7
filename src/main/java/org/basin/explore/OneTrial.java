package org.basin.explore;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.basin.data.Dataset;
import org.basin.draw.Drawing;
import org.basin.draw.Figure;
import org.basin.draw.Medium;
import org.basin.learn.Learner;
import org.basin.learn.Outputs;
import org.basin.learn.Parameter;
import org.basin.retrain.Retrained;
import org.basin.retrain.TrialFigures;
import org.basin.retrain.TrialRow;
import org.basin.sweep.Part;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.trial.BlockRunner;
import org.basin.trial.Job;
import org.basin.trial.Results;
import org.basin.trial.StartParameters;

/** Trains the trial of a scene and tells what a page shows of it. */
final class OneTrial {

  /** Outputs are told of so many samples at the most. */
  private static final int MOST_SAMPLES = 64;

  /** Of so many numbers each. */
  private static final int MOST_NUMBERS = 64;

  /** What is told, as JSON has it, and what it has learned. */
  record Told(Map<String, Object> answer, List<Parameter> learned) {}

  private final Explored explored;
  private final Scene scene;
  private final int sample;

  private final Map<String, Object> answer = new LinkedHashMap<>();
  private List<Parameter> learned = List.of();

  OneTrial(Explored explored, Scene scene, int sample) {
    this.explored = explored;
    this.scene = scene;
    this.sample = sample;
  }

  /**
   * Trains on this thread.
   *
   * @param start what it goes on from
   * @throws SweepException when what was changed has mistakes
   * @throws java.util.concurrent.CancellationException if this thread is interrupted
   */
  Told train(StartParameters start) throws SweepException {
    long began = System.nanoTime();
    Job base = explored.job(scene.changes());
    List<String> metrics = base.sweep().output().metrics();
    Job plain =
        Stage.job(base, scene, Map.of(), new Stage.Wanted(Sweep.Histories.NONE, metrics), start);
    long trial = scene.replicate();
    if (plain.space().point(trial).isEmpty()) {
      answer.put("state", "EXCLUDED");
      answer.put("failure", "the sweep leaves it out: where " + base.sweep().where());
      return new Told(answer, learned);
    }
    Dataset data = explored.data(base);
    Job job = plain.withHistories(TrialFigures.histories(plain, List.of(trial)));
    int shown = Math.min(sample, Math.max(0, data.train().size() - 1));
    TrialFigures figures = new TrialFigures(job, data, shown);
    answer.put("samples", data.train().size());
    try (BlockRunner runner = new BlockRunner(job, true, () -> data)) {
      runner.show(
          new BlockRunner.Onlooker() {
            @Override
            public void started(Results results, int row, Learner learner, int lane) {
              figures.started(trial, learner, lane);
            }

            @Override
            public void trained(Results results, int row, Learner learner, int lane) {
              learned = learner.parameters(lane);
              answer.put("trained", millis(began));
              answer.put("outputs", outputs(learner, lane));
              answer.put(
                  "figures",
                  figures(
                      figures.of(
                          new Retrained(
                              trial,
                              results.seed(row),
                              results.laneValues(row),
                              Map.of(),
                              learner,
                              lane))));
            }
          });
      Results results = runner.run(job.block(trial));
      Map<String, Optional<Object>> row = TrialRow.of(results, 0, plain);
      answer.put("state", results.state(0).name());
      answer.put("failure", results.failure(0));
      answer.put("seed", Long.toString(results.seed(0)));
      answer.put(
          "metrics",
          plain.metrics().stream()
              .collect(
                  Collectors.toMap(
                      name -> name, row::get, (one, other) -> one, LinkedHashMap::new)));
    }
    answer.put("took", millis(began));
    return new Told(answer, learned);
  }

  private static double millis(long began) {
    return Math.round((System.nanoTime() - began) / 1e4) / 100.0;
  }

  private static List<Map<String, Object>> outputs(Learner learner, int lane) {
    List<Map<String, Object>> told = new ArrayList<>();
    Optional<Outputs> said = learner.outputs(Part.TRAIN);
    for (int i = 0; said.isPresent() && i < Math.min(MOST_SAMPLES, said.get().samples()); i++) {
      Outputs outputs = said.get();
      Map<String, Object> one = new LinkedHashMap<>();
      List<Float> numbers = new ArrayList<>();
      float[] all = outputs.of(lane, i);
      for (int k = 0; k < Math.min(MOST_NUMBERS, all.length); k++) {
        numbers.add(all[k]);
      }
      one.put("label", outputs.label(i));
      one.put("output", numbers);
      one.put("energy", outputs.energy(lane, i));
      told.add(one);
    }
    return told;
  }

  /** Curves as numbers, which a page draws in its own colours; all else drawn. */
  private static List<Map<String, Object>> figures(List<Figure> figures) {
    List<Map<String, Object>> told = new ArrayList<>();
    for (Figure figure : figures) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("name", figure.name());
      one.put("title", figure.title());
      one.put("caption", figure.caption());
      if (figure instanceof Figure.Curves curves) {
        one.put("x", axis(curves.x()));
        one.put("y", axis(curves.y()));
        one.put("series", curves.series().stream().map(OneTrial::series).toList());
      } else {
        one.put("svg", new String(Drawing.bytes(figure, Medium.SVG), UTF_8));
      }
      told.add(one);
    }
    return told;
  }

  private static Map<String, Object> axis(Figure.Axis axis) {
    return Map.of("name", axis.name(), "log", axis.log());
  }

  private static Map<String, Object> series(Figure.Series series) {
    List<List<Object>> points = new ArrayList<>();
    for (int i = 0; i < series.x().length; i++) {
      points.add(List.of(series.x()[i], series.y()[i]));
    }
    return Map.of(
        "name", series.name(), "main", series.look() == Figure.Look.MAIN, "points", points);
  }
}
