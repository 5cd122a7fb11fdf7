package org.basin.grid;

import java.util.Map;
import java.util.function.BiConsumer;
import org.basin.data.Dataset;
import org.basin.grid.GridSettings.DenseActivation;
import org.basin.grid.GridSettings.Optimizer;
import org.basin.kernel.Engine;
import org.basin.learn.Proposal;

/** The laws that tie a grid's hyperparameters, data and engine together. */
final class GridLaws {

  private GridLaws() {}

  static void check(Proposal proposal, BiConsumer<String, String> mistake) {
    for (Map<String, Object> structure : proposal.structures()) {
      structure(structure, proposal.data(), proposal.engine(), mistake);
    }
    if (proposal.lanes().containsKey("momentum")
        && proposal.structures().stream()
            .allMatch(
                s -> GridModel.STANDARDS.constant(s, "optimizer").equals(Optimizer.ADAM.name()))) {
      mistake.accept("parameters.momentum", "momentum belongs to optimizer sgd, got adam");
    }
  }

  private static void structure(
      Map<String, Object> structure,
      Dataset data,
      Engine engine,
      BiConsumer<String, String> mistake) {
    int kernel = GridModel.STANDARDS.integer(structure, "kernel");
    if (kernel % 2 == 0) {
      mistake.accept("parameters.kernel", "kernel must be odd, got " + kernel);
      return;
    }
    GridSettings settings = GridSettings.of(structure, data);
    if (settings.dimensions() == 3 && structure.containsKey("height")) {
      mistake.accept(
          "parameters.height",
          "height belongs to dimensions 2: with 3 a layer is as large as an image, %d x %d, got %s"
              .formatted(data.height(), data.width(), structure.get("height")));
    }
    if (settings.dimensions() == 3 && settings.dense() == DenseActivation.IN) {
      mistake.accept(
          "parameters.dense_activation",
          "dense_activation in needs the first dense layer, of dimensions 2, got dimensions 3");
    }
    if (settings.batchSize() > data.train().size()) {
      mistake.accept(
          "parameters.batch_size",
          "batch_size must be at most the %d samples of %s, got %d"
              .formatted(data.train().size(), data.name(), settings.batchSize()));
    }
    augmentation(settings, data, mistake);
    double bytes = new GridCost(settings).numbers(engine) * engine.bytes();
    if (bytes > Engine.MOST_BYTES) {
      mistake.accept(
          "parameters.depth",
          "parameters and states of a trial must fit in %d MiB, got depth %d with %.0f MiB"
              .formatted(Engine.MOST_BYTES >> 20, settings.depth(), bytes / (1 << 20)));
    }
  }

  private static void augmentation(
      GridSettings settings, Dataset data, BiConsumer<String, String> mistake) {
    boolean image = data.height() > 1 && data.width() > 1;
    if (settings.flip() && !image) {
      mistake.accept(
          "parameters.flip",
          "flip needs images, got %s of %d x %d"
              .formatted(data.name(), data.height(), data.width()));
    }
    int side = Math.min(data.height(), data.width());
    if (settings.crop() > 0 && (!image || settings.crop() >= side)) {
      mistake.accept(
          "parameters.crop",
          "crop needs images with sides of more than crop pixels, got crop=%d and %s of %d x %d"
              .formatted(settings.crop(), data.name(), data.height(), data.width()));
    }
  }
}
