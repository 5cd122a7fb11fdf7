package org.basin.space;

import org.basin.sweep.Sweep;
import org.basin.sweep.Vocabulary;

final class PointList {
  private PointList() {}

  static ProductSpace space(Sweep sweep, Vocabulary vocabulary) {
    throw new UnsupportedOperationException("being written");
  }
}
