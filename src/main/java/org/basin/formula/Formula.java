package org.basin.formula;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.basin.kernel.Program;
import org.basin.kernel.Program.Operation;
import org.basin.sweep.condition.AnyNumber;
import org.basin.sweep.condition.Condition;
import org.basin.sweep.condition.ConditionException;
import org.basin.sweep.condition.ConditionParser;
import org.basin.sweep.condition.Named;
import org.basin.sweep.condition.Term;
import org.basin.sweep.text.Nearest;
import org.basin.sweep.text.Numeral;

/**
 * A function of named numbers as a sweep writes it, such as {@code 0.5*x*x}. Its language is that
 * of conditions, {@link ConditionParser}; a comparison is 1 where it holds, else 0.
 */
public final class Formula {

  /** A slope takes a few times as many; registers stay within reason. */
  private static final int MOST_OPERATIONS = 1_000;

  private final Term.Numeric term;
  private final List<String> variables;

  /** Which of the variables a name is; formulas of the same variables share it. */
  private final Map<String, Integer> places;

  private Formula(Term.Numeric term, List<String> variables, Map<String, Integer> places) {
    this.term = term;
    this.variables = variables;
    this.places = places;
  }

  private static Map<String, Integer> places(List<String> variables) {
    Map<String, Integer> places = new HashMap<>();
    variables.forEach(name -> places.put(name, places.size()));
    return places;
  }

  /**
   * Reads a formula.
   *
   * @param text the expression
   * @param variables the names that it may use
   * @throws IllegalArgumentException at the first mistake, with its place, or when the formula
   *     takes too many operations
   */
  public static Formula of(String text, List<String> variables) {
    return all(List.of(text), variables).get(0);
  }

  /** Reads several formulas of the same variables, as {@link #of}. */
  public static List<Formula> all(List<String> texts, List<String> variables) {
    List<String> names = List.copyOf(variables);
    Map<String, Integer> places = places(names);
    return texts.stream().map(text -> of(text, names, places)).toList();
  }

  private static Formula of(String text, List<String> names, Map<String, Integer> places) {
    try {
      Formula formula =
          new Formula(
              ConditionParser.number(text, name -> variable(name, names, places)), names, places);
      formula.ofItsOwn().checkSize();
      return formula;
    } catch (ConditionException e) {
      throw new IllegalArgumentException("at character " + e.column() + ": " + e.getMessage(), e);
    }
  }

  private static Named variable(String name, List<String> names, Map<String, Integer> places) {
    if (places.containsKey(name)) {
      return new AnyNumber();
    }
    throw new IllegalArgumentException("must name a variable, " + Nearest.of(name, names));
  }

  private void checkSize() {
    int operations = program().steps().size();
    if (operations > MOST_OPERATIONS) {
      throw new IllegalArgumentException(
          "a formula must take at most %s operations, got %s"
              .formatted(Numeral.grouped(MOST_OPERATIONS), Numeral.grouped(operations)));
    }
  }

  /**
   * The value at a point, in double precision and the same on every machine; NaN where there is
   * none.
   *
   * @param x the variables, in their order
   */
  public double value(double... x) {
    return term.number(
        new Condition.Valuation() {
          @Override
          public double number(String name) {
            return x[places.get(name)];
          }

          @Override
          public String text(String name) {
            throw new IllegalStateException("a formula has numbers alone, got " + name);
          }
        });
  }

  /** What engines compute: the value, of the variables in their order. */
  public Program program() {
    Graph graph = new Graph(variables.size());
    return graph.program(new Translation(graph, places).of(term));
  }

  /**
   * The value, and NaN where a variable is not finite, so that a divergence shows that a comparison
   * would hide.
   */
  public Program guarded() {
    Graph graph = new Graph(variables.size());
    int result = new Translation(graph, places).of(term);
    for (int i = 0; i < variables.size(); i++) {
      result = graph.apply(Operation.ADD, result, graph.apply(Operation.SUBTRACT, i, i));
    }
    return graph.program(result);
  }

  /** The derivative by a variable. */
  public Program slope(int variable) {
    Graph graph = new Graph(variables.size());
    int result = new Translation(graph, places).of(term);
    return graph.program(new Derivative(graph, variable).of(result));
  }

  /**
   * Back through a function of one variable: of it and a further number d the slope times d.
   *
   * @throws IllegalStateException for a function of several variables
   */
  public Program back() {
    if (variables.size() != 1) {
      throw new IllegalStateException("a way back has one variable, got " + variables);
    }
    Graph graph = new Graph(2);
    Derivative derivative = new Derivative(graph, 0);
    int slope = derivative.of(new Translation(graph, places).of(term));
    return graph.program(derivative.times(slope, 1));
  }

  /** Parts whose sum it is, each a function of what it reads alone: one if it is no sum. */
  public List<Formula> terms() {
    return Sums.of(term).stream()
        .map(part -> new Formula(part, variables, places).ofItsOwn())
        .toList();
  }

  /** The same as a function of what it reads alone. */
  private Formula ofItsOwn() {
    Set<String> read = new HashSet<>();
    term.addAxes(read);
    List<String> own = variables.stream().filter(read::contains).toList();
    return new Formula(term, own, places(own));
  }

  /** What it is a function of, in order. */
  public List<String> variables() {
    return variables;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Formula that
        && term.equals(that.term)
        && variables.equals(that.variables);
  }

  @Override
  public int hashCode() {
    return term.hashCode();
  }

  /** The canonical text. */
  @Override
  public String toString() {
    return term.toString();
  }
}
