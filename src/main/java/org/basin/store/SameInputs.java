package org.basin.store;

import java.util.Map;
import java.util.Optional;

/**
 * The law that all waves of a run depend on the same files. The digest of a sweep holds the name of
 * a file but not its content, so each wave records the contents' fingerprints among its provenance.
 */
public enum SameInputs {

  /** What trials learn from. */
  DATA("data", "the data", "data", "learn from the same data"),

  /** The file of points that a sweep of {@code method: list} names. */
  POINTS("points", "the file of points", "file", "be points of the same file"),

  /** The parameters of the checkpoint that trials start from. */
  START("start", "the parameters to start from", "checkpoint", "start from the same parameters");

  private final String fact;
  private final String label;
  private final String what;
  private final String law;

  SameInputs(String fact, String label, String what, String law) {
    this.fact = fact;
    this.label = label;
    this.what = what;
    this.law = law;
  }

  /** The key of the fingerprint in a provenance. */
  public String fact() {
    return fact;
  }

  /**
   * The first input whose content differs; what either provenance is silent about does not.
   *
   * @param then a provenance
   * @param now another one
   */
  public static Optional<SameInputs> changed(Map<String, String> then, Map<String, String> now) {
    for (SameInputs each : values()) {
      String known = now.get(each.fact);
      if (known != null && !then.getOrDefault(each.fact, known).equals(known)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** What it is, with its article. */
  public String label() {
    return label;
  }

  /**
   * Makes sure that a run may go on with these files; without a committed wave any will do.
   *
   * @param log of the run
   * @param now their fingerprints, among other facts
   * @throws StoreException if committed waves depend on other contents
   */
  public static void require(RunDirectory directory, CommitLog log, Map<String, String> now) {
    for (Wave wave : log.waves()) {
      Map<String, String> then = wave.provenance();
      changed(then, now)
          .ifPresent(
              input -> {
                throw new StoreException(
                    "%s: %s changed since the run began: all trials of a run must %s, got %s then and %s now; put the %s back as it was, or choose another name or output path."
                        .formatted(
                            directory.folder().place(""),
                            input.label,
                            input.law,
                            then.get(input.fact),
                            now.get(input.fact),
                            input.what));
              });
    }
  }
}
