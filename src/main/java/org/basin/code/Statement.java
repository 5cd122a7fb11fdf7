package org.basin.code;

import java.util.List;

/** What is done with numbers, one after the other. */
public sealed interface Statement {

  /** Computes numbers now, as the planes are now; later statements use them. */
  record Evaluate(List<Value> values) implements Statement {

    public Evaluate {
      values = List.copyOf(values);
    }
  }

  /**
   * A number goes into a cell. Those that follow one another are computed all before the first is
   * stored.
   */
  record Store(int plane, Place place, Value value) implements Statement {}

  /**
   * Goes round for all counters. No round reads what another stores, so that they may be done in
   * any order and together.
   */
  record Each(List<Variable> variables, List<Statement> body) implements Statement {

    public Each {
      variables = List.copyOf(variables);
      body = List.copyOf(body);
    }

    /** Whether it only stores. */
    public boolean stores() {
      return body.stream().allMatch(Store.class::isInstance);
    }
  }
}
