package org.basin.kernel.nd4j;

import java.util.Optional;
import org.basin.kernel.Device;
import org.basin.kernel.Engine;
import org.basin.kernel.Kernels;

/** ND4J's arrays, on OpenBLAS or a GPU, for wide layers. */
public record Nd4jEngine() implements Engine {

  /** Numbers of all trials side by side: 4 MB, beyond which a call gains nothing. */
  private static final long BUDGET = 1 << 20;

  /** By then the cost of a call is small beside its work, and lanes without a trial cost more. */
  private static final long MOST = 4096;

  /** Whether this build is for GPUs. Asking loads nothing of ND4J. */
  public boolean gpu() {
    return CudaBuild.PRESENT;
  }

  @Override
  public String name() {
    return "nd4j";
  }

  @Override
  public boolean exact() {
    return false;
  }

  /** As many as fit in a few megabytes. */
  @Override
  public int lanes(long weights, long cells) {
    return (int) Math.max(1, Math.min(MOST, BUDGET / Math.max(1, cells)));
  }

  /** Arrays can be as short as the trials are few. */
  @Override
  public int filled(int most, int trials) {
    return Math.min(most, trials);
  }

  @Override
  public boolean wholePlanes() {
    return true;
  }

  @Override
  public boolean gathersLinks() {
    return true;
  }

  @Override
  public Optional<String> refusal() {
    return Nd4jRuntime.refusal();
  }

  @Override
  public String state() {
    return refusal().orElseGet(() -> "ready, " + Nd4jRuntime.library());
  }

  @Override
  public Kernels open(int lanes, Device device) {
    require();
    Nd4jRuntime.use(device);
    return new Nd4jKernels(lanes);
  }
}
