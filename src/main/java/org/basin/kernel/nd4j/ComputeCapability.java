package org.basin.kernel.nd4j;

import java.util.List;
import java.util.Optional;

/**
 * What a GPU can execute. ND4J's CUDA 11.6 library holds machine code for a list of compute
 * capabilities and no PTX, which a driver could translate for others. Machine code runs on devices
 * of the same major number and of the same or a later minor number (CUDA C++ Programming Guide,
 * "Binary compatibility").
 */
record ComputeCapability(int major, int minor) {

  /** Read from the library. */
  private static final List<ComputeCapability> BINARIES =
      List.of(
          new ComputeCapability(3, 7),
          new ComputeCapability(5, 0),
          new ComputeCapability(5, 2),
          new ComputeCapability(6, 0),
          new ComputeCapability(6, 1),
          new ComputeCapability(7, 0),
          new ComputeCapability(7, 5),
          new ComputeCapability(8, 0),
          new ComputeCapability(8, 6));

  static final String LAW =
      "CUDA 11.6 binaries hold machine code for compute capability 3.7 to 8.6 and no PTX: 8.9 works"
          + " through 8.6's code, Hopper and newer don't";

  /** Why a device of this capability can't be used; empty when it can. */
  Optional<String> refusal() {
    boolean runs = BINARIES.stream().anyMatch(code -> code.major == major && code.minor <= minor);
    return runs ? Optional.empty() : Optional.of(LAW + "; got " + this);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
