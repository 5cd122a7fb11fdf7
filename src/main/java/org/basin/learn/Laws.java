package org.basin.learn;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.basin.data.Dataset;
import org.basin.kernel.Engine;
import org.basin.sweep.Setting;
import org.basin.sweep.Sweep;

/** Checks what a sweep wants of a family, and says which laws it breaks. */
public final class Laws {

  /** What the planes of one learner may take. */
  public static final long MOST_MIB = Engine.MOST_BYTES >> 20;

  private final Proposal proposal;
  private final BiConsumer<String, String> mistake;

  /**
   * @param mistake receives a path in the sweep file, such as {@code parameters.alpha}, and the law
   *     with the values; the first of a path counts
   */
  public Laws(Proposal proposal, BiConsumer<String, String> mistake) {
    this.proposal = proposal;
    this.mistake = mistake;
  }

  /** All structures that the sweep trains. */
  public List<Map<String, Object>> structures() {
    return proposal.structures();
  }

  /** What the sweep, or its list of points, says of lane hyperparameters. */
  public Map<String, Setting> lanes() {
    return proposal.lanes();
  }

  /** What is learned. */
  public Dataset data() {
    return proposal.data();
  }

  /** What the sweep runs on. */
  public Engine engine() {
    return proposal.engine();
  }

  /** Whether points share what their replicates draw. */
  public Sweep.Starts starts() {
    return proposal.starts();
  }

  /** Whether a structure of the sweep sets a hyperparameter. */
  public boolean sets(Knob<?> knob) {
    return structures().stream().anyMatch(structure -> structure.containsKey(knob.name()));
  }

  /**
   * A law is broken.
   *
   * @param parameter the hyperparameter at fault
   * @param law with the values
   */
  public void refuse(String parameter, String law) {
    mistake.accept("parameters." + parameter, law);
  }

  /**
   * Each hyperparameter with indices that the sweep sets, in its order.
   *
   * @param laws by dial: what indices break, empty for nothing
   */
  public void indices(Map<Dial, Function<List<Integer>, Optional<String>>> laws) {
    for (String name : lanes().keySet()) {
      laws.forEach(
          (dial, law) -> {
            if (dial.declaration().matches(name)) {
              law.apply(dial.declaration().indices(name)).ifPresent(text -> refuse(name, text));
            }
          });
    }
  }

  /** A minibatch must not be larger than the training part. */
  public void batchSize(Knob<Integer> knob, int batch) {
    if (batch > data().train().size()) {
      refuse(
          knob.name(),
          "%s must be at most the %d samples of %s, got %d"
              .formatted(knob.name(), data().train().size(), data().name(), batch));
    }
  }

  /**
   * The planes of a learner must fit in memory.
   *
   * @param parameter the hyperparameter to blame
   * @param law what to say, by MiB
   */
  public void memory(String parameter, long bytes, LongFunction<String> law) {
    if (bytes > Engine.MOST_BYTES) {
      refuse(parameter, law.apply(bytes >> 20));
    }
  }

  /** Trials side by side, in words. */
  public static String together(int lanes) {
    return lanes == 1 ? "a trial" : lanes + " trials trained side by side";
  }

  /** The law that an index breaks that must be in a range; empty when it breaks none. */
  public static Optional<String> from(int least, int most, int index) {
    return index >= least && index <= most
        ? Optional.empty()
        : Optional.of("K must be from " + least + " to " + most);
  }
}
