package org.basin.sweep;

import java.io.Serializable;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of the replicates of a point ranks it.
 *
 * @param word as a sweep file and the command line have it
 */
public record Statistic(String word) implements Serializable {

  /** The mean of those that were trained to the end; points that lost fewer come first. */
  public static final Statistic MEAN = new Statistic("mean");

  /** The lower end of the interval of a share. */
  public static final Statistic WILSON = new Statistic("wilson");

  /** What a metric may be ranked by. */
  public static final String LAW = "mean, median, or a quantile from q1 to q99";

  /** The words that {@link #LAW} allows, as a regular expression. */
  public static final String OF_METRICS = "mean|median|q[1-9][0-9]?";

  private static final String MEDIAN = "median";

  private static final Pattern QUANTILE = Pattern.compile("q([1-9][0-9]?)");

  /** The statistic that a word names; empty for a word that names none. */
  public static Optional<Statistic> of(String word) {
    Statistic statistic = new Statistic(word);
    boolean known =
        statistic.equals(MEAN) || statistic.equals(WILSON) || statistic.percent().isPresent();
    return known ? Optional.of(statistic) : Optional.empty();
  }

  /**
   * Of a quantile, how many percent of the replicates have at most its value: it is the least value
   * of which that holds, and lost replicates have the worst.
   */
  public OptionalInt percent() {
    Matcher quantile = QUANTILE.matcher(word);
    if (quantile.matches()) {
      return OptionalInt.of(Integer.parseInt(quantile.group(1)));
    }
    return word.equals(MEDIAN) ? OptionalInt.of(50) : OptionalInt.empty();
  }
}
