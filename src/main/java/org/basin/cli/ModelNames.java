package org.basin.cli;

import java.util.Iterator;
import org.basin.trial.Models;

/** The names of the models, looked up when a shell's completion asks for them. */
final class ModelNames implements Iterable<String> {

  @Override
  public Iterator<String> iterator() {
    return Models.withoutData().models().iterator();
  }
}
