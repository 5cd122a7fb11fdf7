package org.basin.grid;

import java.util.Map;
import org.basin.data.Dataset;
import org.basin.grid.GridSettings.DenseActivation;
import org.basin.grid.GridSettings.Optimizer;
import org.basin.kernel.Engine;
import org.basin.learn.Laws;

/** The laws that tie a grid's hyperparameters, data and engine together. */
final class GridLaws {

  private GridLaws() {}

  static void check(Laws laws) {
    for (Map<String, Object> structure : laws.structures()) {
      structure(structure, laws);
    }
    if (laws.lanes().containsKey(GridFamily.MOMENTUM.name())
        && laws.structures().stream()
            .allMatch(one -> GridFamily.OPTIMIZER.in(one) == Optimizer.ADAM)) {
      laws.refuse("momentum", "momentum belongs to optimizer sgd, got adam");
    }
  }

  private static void structure(Map<String, Object> structure, Laws laws) {
    Dataset data = laws.data();
    int kernel = GridFamily.KERNEL.in(structure);
    if (kernel % 2 == 0) {
      laws.refuse("kernel", "kernel must be odd, got " + kernel);
      return;
    }
    GridSettings settings = GridSettings.of(structure, data);
    if (settings.dimensions() == 3 && structure.containsKey("height")) {
      laws.refuse(
          "height",
          "height belongs to dimensions 2: with 3 a layer is as large as an image, %d x %d, got %s"
              .formatted(data.height(), data.width(), structure.get("height")));
    }
    if (settings.dimensions() == 3 && settings.dense() == DenseActivation.IN) {
      laws.refuse(
          "dense_activation",
          "dense_activation in needs the first dense layer, of dimensions 2, got dimensions 3");
    }
    laws.batchSize(GridFamily.BATCH_SIZE, settings.batchSize());
    augmentation(settings, data, laws);
    Engine engine = laws.engine();
    double bytes = new GridCost(settings).numbers(engine) * engine.bytes();
    if (bytes > Engine.MOST_BYTES) {
      laws.refuse(
          "depth",
          "parameters and states of a trial must fit in %d MiB, got depth %d with %.0f MiB"
              .formatted(Laws.MOST_MIB, settings.depth(), bytes / (1 << 20)));
    }
  }

  private static void augmentation(GridSettings settings, Dataset data, Laws laws) {
    boolean image = data.height() > 1 && data.width() > 1;
    if (settings.flip() && !image) {
      laws.refuse(
          "flip",
          "flip needs images, got %s of %d x %d"
              .formatted(data.name(), data.height(), data.width()));
    }
    int side = Math.min(data.height(), data.width());
    if (settings.crop() > 0 && (!image || settings.crop() >= side)) {
      laws.refuse(
          "crop",
          "crop needs images with sides of more than crop pixels, got crop=%d and %s of %d x %d"
              .formatted(settings.crop(), data.name(), data.height(), data.width()));
    }
  }
}
