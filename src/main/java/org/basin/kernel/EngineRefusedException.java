package org.basin.kernel;

/** An engine that was asked for by name can't work in this JVM; the message says why. */
public final class EngineRefusedException extends IllegalStateException {

  private static final long serialVersionUID = 1;

  /** Gives the reason. */
  public EngineRefusedException(String reason) {
    super(reason);
  }

  /** What an executor said of its engine. */
  public static EngineRefusedException elsewhere(String reason) {
    return new EngineRefusedException("on an executor: " + reason);
  }
}
