package org.basin.kernel;

/** An engine that was asked for by name can't work in this JVM; the message says why. */
public final class EngineRefusedException extends IllegalStateException {

  private static final long serialVersionUID = 1;

  EngineRefusedException(String reason) {
    super(reason);
  }
}
