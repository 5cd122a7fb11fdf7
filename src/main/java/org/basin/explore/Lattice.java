package org.basin.explore;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.basin.data.Dataset;
import org.basin.space.Axis;
import org.basin.space.Block;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.trial.BlockRunner;
import org.basin.trial.Job;
import org.basin.trial.Results;
import org.basin.trial.StartParameters;

/** Trains pixels of a tile: those whose columns and rows are given. */
final class Lattice {

  private static final int TOGETHER = 4096;

  private final Explored explored;
  private final TileRequest request;
  private final Shade shade;
  private final Job base;

  Lattice(Explored explored, TileRequest request) throws SweepException {
    this.explored = explored;
    this.request = request;
    base = explored.job(request.scene().changes());
    shade = Shade.of(request.shade(), explored.measurable(base));
  }

  /** An empty tile. */
  Tile tile() {
    return new Tile(same(request.x(), request.i()), same(request.y(), request.j()));
  }

  /** Whether the engine, which computes with floats, sees neighbours as one number. */
  private boolean same(Ruler ruler, long tile) {
    long middle = tile * Tile.SIZE + Tile.SIZE / 2;
    return (float) ruler.value(request.zoom(), middle)
        == (float) ruler.value(request.zoom(), middle + 1);
  }

  /**
   * Trains on this thread.
   *
   * @param columns of the tile, from the left
   * @param rows of the tile, from below
   * @throws java.util.concurrent.CancellationException if this thread is interrupted
   */
  void train(Tile tile, int[] columns, int[] rows) throws SweepException {
    int[] across = inside(tile, columns, rows, request.x(), request.i(), true);
    int[] up = inside(tile, columns, rows, request.y(), request.j(), false);
    if (across.length == 0 || up.length == 0) {
      return;
    }
    for (int row : up) {
      for (int column : across) {
        int pixel = row * Tile.SIZE + column;
        if (tile.states[pixel] == Tile.UNKNOWN) {
          tile.states[pixel] = Tile.EXCLUDED;
        }
      }
    }
    Map<String, double[]> values = new LinkedHashMap<>();
    values.put(request.x().name(), values(request.x(), request.i(), across));
    values.put(request.y().name(), values(request.y(), request.j(), up));
    Job job =
        Stage.job(
            base,
            request.scene(),
            values,
            new Stage.Wanted(Sweep.Histories.NONE, shade.metrics()),
            StartParameters.NONE);
    Dataset data = explored.data(base);
    List<String> axes = job.axes().stream().map(Axis::name).toList();
    int x = axes.indexOf(request.x().name());
    int y = axes.indexOf(request.y().name());
    List<String> metrics = job.metrics();
    Map<String, Float> scores = new HashMap<>();
    try (BlockRunner runner = new BlockRunner(job, true, () -> data)) {
      for (Block block : job.space().blocks(0, job.space().positions(), TOGETHER)) {
        Results results = runner.run(block);
        for (int r = 0; r < results.rows(); r++) {
          for (int s = 0; s < metrics.size(); s++) {
            scores.put(metrics.get(s), results.score(s, r));
          }
          int pixel = up[results.place(y, r)] * Tile.SIZE + across[results.place(x, r)];
          tile.values[pixel] =
              results.state(r) == Results.State.FAILED ? Float.NaN : shade.of(scores);
          tile.states[pixel] = (byte) results.state(r).ordinal();
        }
      }
    }
  }

  private static double[] values(Ruler ruler, long tile, int zoom, int[] pixels) {
    return IntStream.of(pixels).mapToDouble(k -> ruler.value(zoom, tile * Tile.SIZE + k)).toArray();
  }

  private double[] values(Ruler ruler, long tile, int[] pixels) {
    return values(ruler, tile, request.zoom(), pixels);
  }

  /** The columns, or rows, whose value the hyperparameter may have; all others are OUTSIDE. */
  private int[] inside(
      Tile tile, int[] columns, int[] rows, Ruler ruler, long place, boolean across) {
    Hyperparameter known = base.hyperparameter(ruler.name());
    return IntStream.of(across ? columns : rows)
        .filter(
            k -> {
              double value = ruler.value(request.zoom(), place * Tile.SIZE + k);
              boolean inside = Stage.inside(known, value);
              for (int other : inside ? new int[0] : across ? rows : columns) {
                int pixel = across ? other * Tile.SIZE + k : k * Tile.SIZE + other;
                tile.states[pixel] = Tile.OUTSIDE;
              }
              return inside;
            })
        .toArray();
  }
}
