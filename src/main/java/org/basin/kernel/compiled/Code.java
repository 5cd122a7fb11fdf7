package org.basin.kernel.compiled;

import java.nio.Buffer;

/** Compiled functions of one script. */
public interface Code {

  /** Where the memory of a direct buffer begins. */
  long address(Buffer buffer);

  /**
   * Makes calls one after the other, first all of them for the first group of lanes.
   *
   * @param memory address of the cells of the first group
   * @param calls address of their {@linkplain Calls#words words}
   * @param count how many calls
   * @param groups how many groups of lanes
   * @param stride bytes from the cells of a group to those of the next
   */
  void run(long memory, long calls, long count, long groups, long stride);
}
