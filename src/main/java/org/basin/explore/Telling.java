package org.basin.explore;

import java.util.concurrent.CancellationException;
import org.basin.data.DataException;
import org.basin.kernel.EngineRefusedException;
import org.basin.run.UsageException;
import org.basin.sweep.SweepException;

/** What a page is told of what went wrong. */
final class Telling {

  private Telling() {}

  static String of(Throwable thrown) {
    if (thrown instanceof SweepException
        || thrown instanceof UsageException
        || thrown instanceof DataException
        || thrown instanceof EngineRefusedException
        || thrown instanceof IllegalArgumentException) {
      return thrown.getMessage();
    }
    if (thrown instanceof CancellationException) {
      return "stopped";
    }
    return thrown.toString();
  }
}
