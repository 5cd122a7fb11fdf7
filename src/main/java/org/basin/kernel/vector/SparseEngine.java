package org.basin.kernel.vector;

import java.util.Optional;
import org.basin.kernel.Device;
import org.basin.kernel.Engine;
import org.basin.kernel.Kernels;

/**
 * The engine vector with neural grids as products with a sparse matrix, to be compared with the
 * others ({@code bench neural-grid}); no sweep can name it, because the fused kernels are faster
 * and exact.
 */
public record SparseEngine() implements Engine {

  @Override
  public String name() {
    return "sparse";
  }

  @Override
  public boolean exact() {
    return false;
  }

  @Override
  public Optional<String> refusal() {
    return new VectorEngine().refusal();
  }

  /** A neural grid alone. */
  @Override
  public int lanes(long weights, long cells) {
    return 1;
  }

  @Override
  public Kernels open(int lanes, Device device) {
    require();
    if (lanes != 1) {
      throw new IllegalArgumentException(
          "the sparse engine trains one trial at a time: lanes must be 1, got " + lanes);
    }
    return new WideKernels(SparseGrid::new);
  }
}
