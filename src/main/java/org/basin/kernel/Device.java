package org.basin.kernel;

import java.util.Arrays;
import java.util.List;

/**
 * The GPU that a task works on. Whoever assigns it names it by an address, by custom the number
 * that {@code nvidia-smi} shows. CUDA counts only the devices that the environment variable
 * CUDA_VISIBLE_DEVICES leaves visible, in the order given there.
 *
 * @param address as assigned; "" when nobody assigned one, and the library may choose
 */
public record Device(String address) {

  /** Whichever the library gives a thread. */
  public static final Device ANY = new Device("");

  /**
   * CUDA's number for this device.
   *
   * @param visible CUDA_VISIBLE_DEVICES; "" when it is not set
   * @param count how many devices CUDA sees
   * @throws EngineRefusedException if it sees none of this address
   */
  int number(String visible, int count) {
    List<String> names =
        visible.isBlank()
            ? List.of()
            : Arrays.stream(visible.split(",", -1)).map(String::strip).toList();
    int number = names.isEmpty() ? whole(address) : names.indexOf(address);
    if (number < 0 || number >= count) {
      throw new EngineRefusedException(
          "engine nd4j: the address of a GPU must be a number below that of the devices that CUDA"
              + " sees, or stand in CUDA_VISIBLE_DEVICES where that is set, got address=%s,"
                  .formatted(address)
              + " devices=%d, CUDA_VISIBLE_DEVICES=%s".formatted(count, visible));
    }
    return number;
  }

  /** -1 for what is no number. */
  private static int whole(String text) {
    return text.matches("\\d{1,4}") ? Integer.parseInt(text) : -1;
  }
}
