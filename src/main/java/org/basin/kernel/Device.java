package org.basin.kernel;

/**
 * The GPU that a task works on, named by the scheduler that assigned it.
 *
 * @param address by custom the number that {@code nvidia-smi} shows; "" when none was assigned, and
 *     the library may choose
 */
public record Device(String address) {

  /** The one that the library gives a thread. */
  public static final Device ANY = new Device("");
}
