package org.basin.trial;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.basin.data.Dataset;
import org.basin.learn.Family;
import org.basin.learn.History;
import org.basin.learn.Laws;
import org.basin.learn.Model;
import org.basin.learn.Proposal;
import org.basin.learn.Score;
import org.basin.space.Axis;
import org.basin.space.Space;
import org.basin.space.Structure;
import org.basin.sweep.Part;
import org.basin.sweep.StartFrom;
import org.basin.sweep.Summary;
import org.basin.sweep.Sweep;

/** What must hold of a sweep once its space is known. */
final class SweepChecks {

  /** Numbers of a history: each trial of a block keeps them in memory. */
  private static final int MOST_HISTORY = 1000;

  /** Numbers of what a trained trial says of a part of the data, likewise. */
  private static final int MOST_OUTPUTS = 4096;

  private final Models models;
  private final Sweep sweep;
  private final Space space;
  private final BiConsumer<String, String> mistake;
  private final Family family;

  /**
   * @param mistake takes the place and the law of each mistake
   */
  SweepChecks(Models models, Sweep sweep, Space space, BiConsumer<String, String> mistake) {
    this.models = models;
    this.sweep = sweep;
    this.space = space;
    this.mistake = mistake;
    this.family = Models.family(sweep.model());
  }

  /** What needs no data. */
  void withoutData() {
    histories();
    answer();
  }

  /** What the data decide. */
  void on(Dataset data) {
    if (data.inputs() == 0 && !family.drawsData()) {
      mistake.accept(
          "data", "%s must have data to learn, got %s".formatted(sweep.model(), data.name()));
      return;
    }
    if (data.classes() < 2 && !family.drawsData()) {
      mistake.accept(
          "data.label",
          "%s learns classes: label must name their column, got none".formatted(sweep.model()));
      return;
    }
    Map<String, String> found = new LinkedHashMap<>();
    Proposal proposal = Models.proposal(sweep, space, data);
    for (Proposal part : Models.parts(proposal, space)) {
      family.check(new Laws(part, found::putIfAbsent));
    }
    start(data, found);
    if (found.isEmpty()) {
      outputs(data, found);
    }
    found.forEach(mistake);
    metrics(proposal);
  }

  /** All structures must have the parameters that trials start from. */
  private void start(Dataset data, Map<String, String> found) {
    StartFrom from = sweep.startFrom();
    if (from.none()) {
      return;
    }
    Set<String> names = new LinkedHashSet<>(sweep.parameters().keySet());
    space.axes().forEach(axis -> names.add(axis.name()));
    for (String name : names) {
      if (family.draws().stream().anyMatch(draw -> draw.matches(name))) {
        found.putIfAbsent(
            "parameters." + name,
            name
                + " must be left out with start_from, which says where all trials start, got both");
      }
    }
    if (models.startFingerprint(from.file(), law -> found.put("start_from", law)).isEmpty()) {
      return;
    }
    StartParameters start = models.start(sweep);
    if (!start.fingerprint().equals(from.fingerprint())) {
      found.put(
          "start_from",
          "%s: the checkpoint must be as it was, got parameters of fingerprint %s for %s"
              .formatted(from.file(), start.fingerprint(), from.fingerprint()));
    } else if (!start.model().equals(sweep.model())) {
      found.put(
          "start_from",
          "%s: the checkpoint must be of model %s, got one of %s"
              .formatted(from.file(), sweep.model(), start.model()));
    }
    for (int s = 0; found.isEmpty() && s < space.structures().size(); s++) {
      Structure structure = space.structures().get(s);
      Models.model(sweep, structure, data)
          .refusal(start.parameters())
          .ifPresent(
              law ->
                  found.put(
                      "start_from",
                      "%s: %s; wanted by %s%s"
                          .formatted(from.file(), law, sweep.model(), words(structure))));
    }
  }

  /** The axes' values that make a structure, in words. */
  private String words(Structure structure) {
    String axes =
        space.axes().stream()
            .filter(axis -> !axis.lane())
            .map(axis -> axis.name() + " " + structure.values().get(axis.name()))
            .collect(Collectors.joining(", "));
    return axes.isEmpty() ? "" : " with " + axes;
  }

  private void outputs(Dataset data, Map<String, String> found) {
    for (Part part : sweep.output().outputs()) {
      for (Structure structure : space.structures()) {
        Model model = Models.model(sweep, structure, data);
        long numbers = (long) model.samples(part) * model.outputs();
        String samples =
            "%,d of %d numbers each in the %s part of %s"
                .formatted(model.samples(part), model.outputs(), part.word(), data.name());
        if (numbers == 0) {
          found.putIfAbsent(
              "output.outputs",
              "%s needs samples that a trained %s says something of, got %s"
                  .formatted(Models.outputsOf(part), sweep.model(), samples));
        } else if (numbers > MOST_OUTPUTS) {
          found.putIfAbsent(
              "output.outputs",
              "%s must have at most %,d numbers, got %,d: samples %s; evaluate a checkpoint for more"
                  .formatted(Models.outputsOf(part), MOST_OUTPUTS, numbers, samples));
        }
      }
    }
  }

  private void metrics(Proposal proposal) {
    for (Score score : models.scores(sweep)) {
      family
          .refusal(score, proposal)
          .ifPresent(why -> mistake.accept("output.metrics", score.name() + " " + why));
    }
    List<String> kept = models.histories(sweep).stream().map(History::metric).toList();
    for (Score score : family.scores()) {
      family
          .refusal(score, proposal)
          .filter(why -> kept.contains(score.name()))
          .ifPresent(why -> mistake.accept("output.history", score.name() + " " + why));
    }
  }

  private void histories() {
    int every = sweep.output().histories().every();
    for (History history : models.histories(sweep)) {
      int steps =
          space.structures().stream()
              .mapToInt(it -> family.steps(it.values(), history))
              .max()
              .orElse(0);
      int numbers = (int) (((long) steps + every - 1) / every);
      if (numbers > MOST_HISTORY) {
        mistake.accept(
            "output.history",
            "a history must have at most %d numbers, got %d: every %d of %d steps"
                .formatted(MOST_HISTORY, numbers, every, steps));
        return;
      }
    }
  }

  /** The axes of a list of points are known only now. */
  private void answer() {
    List<String> known = new ArrayList<>(models.metrics(sweep.model()));
    space.axes().forEach(axis -> known.add(axis.name()));
    known.addAll(sweep.parameters().keySet());
    known.add(Summary.STATE.name());
    for (int i = 0; i < sweep.answer().size(); i++) {
      Summary table = sweep.answer().get(i);
      List<String> named = new ArrayList<>(table.measure().columns());
      named.addAll(table.axes());
      named.removeAll(known);
      if (!named.isEmpty()) {
        mistake.accept(
            "answer[" + i + "]",
            "must name axes of the points, got "
                + String.join(", ", named)
                + "; the points have "
                + String.join(", ", space.axes().stream().map(Axis::name).toList()));
      }
    }
  }
}
