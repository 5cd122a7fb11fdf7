package org.basin.data;

import java.lang.ref.SoftReference;
import java.util.Optional;
import java.util.function.Supplier;

/** One data set as this JVM holds it, until memory is short and nobody uses it. */
final class Held {

  private SoftReference<Dataset> data = new SoftReference<>(null);
  private String fingerprint = "";

  /** A data set with its fingerprint, which is taken once. */
  record Content(Dataset data, String fingerprint) {}

  /** What is held, if anything is. */
  synchronized Optional<Content> known() {
    return Optional.ofNullable(data.get()).map(known -> new Content(known, fingerprint));
  }

  /** What is held, loaded if it is not; who comes second waits for the first. */
  synchronized Content content(Supplier<Dataset> load) {
    Dataset known = data.get();
    if (known == null) {
      known = load.get();
      fingerprint = Fingerprint.of(known);
      data = new SoftReference<>(known);
    }
    return new Content(known, fingerprint);
  }
}
