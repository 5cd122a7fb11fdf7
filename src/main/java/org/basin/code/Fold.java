package org.basin.code;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A loop that carries numbers from one round to the next, in order, and stores nothing: sums,
 * products, extremes.
 */
public final class Fold {

  private final Variable variable;
  private final List<Value> starts;
  private final List<Value.Running> running;
  private final List<Value> nexts;

  /**
   * @param variable its counter; it goes round at least once
   * @param starts what is carried into the first round
   * @param next what a round makes of the numbers that it gets
   */
  public Fold(
      Variable variable, List<Value> starts, Function<List<Value.Running>, List<Value>> next) {
    this.variable = variable;
    this.starts = List.copyOf(starts);
    running = IntStream.range(0, starts.size()).mapToObj(n -> new Value.Running(this, n)).toList();
    nexts = List.copyOf(next.apply(running));
  }

  /**
   * A fold of one number, or what it starts with where it never goes round.
   *
   * @param next what a round makes of the number, the counter given
   */
  public static Value of(int rounds, Value start, BiFunction<Variable, Value, Value> next) {
    if (rounds == 0) {
      return start;
    }
    Variable variable = new Variable(rounds);
    Fold fold = new Fold(variable, List.of(start), it -> List.of(next.apply(variable, it.get(0))));
    return fold.result(0);
  }

  /** Its counter. */
  public Variable variable() {
    return variable;
  }

  /** What is carried into the first round. */
  public List<Value> starts() {
    return starts;
  }

  /** What is carried, as its own expressions name it. */
  public List<Value.Running> running() {
    return running;
  }

  /** What is carried into the next round. */
  public List<Value> nexts() {
    return nexts;
  }

  /** What is left of a number at the end. */
  public Value result(int number) {
    return new Value.Folded(this, number);
  }
}
