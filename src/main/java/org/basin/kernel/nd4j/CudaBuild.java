package org.basin.kernel.nd4j;

import java.util.Arrays;
import java.util.List;
import org.basin.kernel.Device;
import org.basin.kernel.EngineRefusedException;

/** What of CUDA can be asked without loading ND4J: its bindings on the class path, its devices. */
final class CudaBuild {

  /** The class that holds the bindings. */
  static final String BINDINGS = "org.nd4j.linalg.jcublas.bindings.Nd4jCuda";

  static final boolean PRESENT = present(BINDINGS);

  private CudaBuild() {}

  static boolean present(String name) {
    String file = name.replace('.', '/') + ".class";
    return CudaBuild.class.getClassLoader().getResource(file) != null;
  }

  /**
   * CUDA's number for a device. CUDA counts only the devices that the environment variable
   * CUDA_VISIBLE_DEVICES leaves visible, in the order given there.
   *
   * @param visible CUDA_VISIBLE_DEVICES; "" when it is not set
   * @param count how many devices CUDA sees
   * @throws EngineRefusedException if it sees none of this address
   */
  static int number(Device device, String visible, int count) {
    List<String> names =
        visible.isBlank()
            ? List.of()
            : Arrays.stream(visible.split(",", -1)).map(String::strip).toList();
    int number = names.isEmpty() ? whole(device.address()) : names.indexOf(device.address());
    if (number < 0 || number >= count) {
      throw new EngineRefusedException(
          "engine nd4j: the address of a GPU must be a number below that of the devices that CUDA"
              + " sees, or stand in CUDA_VISIBLE_DEVICES where that is set, got address=%s,"
                  .formatted(device.address())
              + " devices=%d, CUDA_VISIBLE_DEVICES=%s".formatted(count, visible));
    }
    return number;
  }

  /** -1 for what is no number. */
  private static int whole(String text) {
    return text.matches("\\d{1,4}") ? Integer.parseInt(text) : -1;
  }
}
