package org.basin.store;

/**
 * The law that all waves of a run learn from the same data. The digest of a sweep holds the name of
 * a file but not its content, so each wave records the content's fingerprint among its provenance.
 */
public final class SameData {

  /** The key of the fingerprint in a provenance. */
  public static final String FACT = "data";

  private SameData() {}

  /**
   * Makes sure that a run may go on with this data; without a committed wave any data will do.
   *
   * @param log of the run
   * @param fingerprint of the data as it is now
   * @throws StoreException if the committed waves learned from other data
   */
  public static void require(RunDirectory directory, CommitLog log, String fingerprint) {
    log.waves().stream()
        .map(wave -> wave.provenance().getOrDefault(FACT, fingerprint))
        .filter(then -> !then.equals(fingerprint))
        .findFirst()
        .ifPresent(
            then -> {
              throw new StoreException(
                  "%s: data changed since the run began: all trials of a run must learn from the same data, got %s then and %s now; put the data back as it was, or choose another name or output path."
                      .formatted(directory.folder().place(""), then, fingerprint));
            });
  }
}
