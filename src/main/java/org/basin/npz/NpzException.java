package org.basin.npz;

import java.io.IOException;

/** A file of arrays that can't be read; the message says where and why. */
public final class NpzException extends IOException {

  private static final long serialVersionUID = 1;

  public NpzException(String message) {
    super(message);
  }
}
