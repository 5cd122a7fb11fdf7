package org.basin.grid;

import org.basin.grid.GridSettings.GridInit;
import org.basin.learn.Weights;
import org.basin.space.Seeds;

/**
 * Start values as a function of the trial's seed. Dense layers are uniform in ±1/√(inputs), biases
 * too, which is PyTorch's way and so the repositories'; the grid's weights are drawn as {@code
 * init} says, its biases are 0; layer norms start as no change.
 */
final class GridStart {

  /** A normal draw shares its bits with two uniform ones of twice the number. */
  private static final long NORMALS = 1L << 40;

  private GridStart() {}

  /** Draws all parameters; the number of a draw is a parameter's place among all of them. */
  static void draw(GridNet net, long seed, double scale) {
    long number = 0;
    for (Weights weights : net.parameters.parameters()) {
      int size = weights.size();
      for (int i = 0; i < size; i++) {
        weights.set(i, 0, value(net.settings, weights.name(), seed, number++, scale));
      }
    }
  }

  private static double value(
      GridSettings settings, String name, long seed, long number, double scale) {
    return switch (name) {
      case "dense_in_w", "dense_in_b" -> uniform(seed, number) / Math.sqrt(settings.inputs());
      case "dense_out_w", "dense_out_b" -> uniform(seed, number) / Math.sqrt(settings.cells());
      case "grid_w" -> scale * weight(settings, seed, number);
      case "grid_b" ->
          settings.init() == GridInit.XAVIER_ROW ? scale * weight(settings, seed, number) : 0;
      case "ln_gamma", "ln_in_gamma" -> 1;
      default -> 0;
    };
  }

  private static double weight(GridSettings settings, long seed, long number) {
    return settings.init() == GridInit.NORMAL
        ? Seeds.normal(seed, NORMALS + number)
        : settings.range() * uniform(seed, number);
  }

  private static double uniform(long seed, long number) {
    return 2 * Seeds.uniform(seed, number) - 1;
  }
}
