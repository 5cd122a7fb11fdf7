package org.basin.kernel.vector;

import java.util.Optional;
import org.basin.kernel.Device;
import org.basin.kernel.Engine;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;

/** The JDK's Vector API: {@link Plane#LANES} trials side by side, or one wide trial. */
public record VectorEngine() implements Engine {

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public boolean exact() {
    return true;
  }

  /** One wide trial has no algebra. */
  @Override
  public int algebraLanes(long cells) {
    return Plane.LANES;
  }

  @Override
  public Optional<String> refusal() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
        ? Optional.empty()
        : Optional.of(
            "the vector engine needs the Vector API: start java with"
                + " --add-modules=jdk.incubator.vector (conf/jvm.options holds it; executors get it"
                + " by spark.executor.extraJavaOptions), or choose engine scalar");
  }

  @Override
  public Kernels open(int lanes, Device device) {
    require();
    return lanes == 1 ? new WideKernels(VectorGrid::new) : new VectorKernels();
  }
}
