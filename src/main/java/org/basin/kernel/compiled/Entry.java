package org.basin.kernel.compiled;

import java.nio.Buffer;

/**
 * The way into a shared object. Each object has a copy of this class, in a class loader of its own,
 * so that it goes when nobody needs it any more.
 */
public final class Entry implements Code {

  /**
   * @param file absolute path of a shared object of {@link Assembly}'s
   * @throws UnsatisfiedLinkError when it can't be loaded
   */
  public Entry(String file) {
    System.load(file);
  }

  @Override
  public native long address(Buffer buffer);

  @Override
  public native void run(long memory, long calls, long count, long groups, long stride);
}
