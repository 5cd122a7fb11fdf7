package org.basin.space;

/**
 * How many trials a space has.
 *
 * @param trials exactly, or the best estimate
 * @param least of a 95 % interval; {@code trials} when that is exact
 * @param most of it
 */
public record Tally(long trials, long least, long most) {

  /** An exact number. */
  public static Tally exact(long trials) {
    return new Tally(trials, trials, trials);
  }

  /** Whether the number is exact. */
  public boolean exact() {
    return least == most;
  }
}
