package org.basin.data;

import java.util.List;
import org.basin.sweep.DataKind;

/** No samples: what a model stands on that draws for itself what it learns. */
final class NoData {

  static final DataKind KIND =
      new DataKind("none", "no samples, for models that draw what they learn", List.of());

  static final Dataset DATASET =
      new Dataset(KIND.name(), 1, 0, Dataset.numbered(2), Samples.NONE, Samples.NONE);

  private NoData() {}
}
