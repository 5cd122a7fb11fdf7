package org.basin.code;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * An operation on planes.
 *
 * @param planes how many it works on
 * @param body what it does
 */
public record Nest(int planes, List<Statement> body) {

  public Nest {
    body = List.copyOf(body);
  }

  /** A nest of some statements. */
  static Nest of(int planes, Statement... body) {
    return new Nest(planes, Arrays.asList(body));
  }

  /** About how many operations it does in each lane. */
  public long operations() {
    return body.stream().mapToLong(Nest::operations).sum();
  }

  private static long operations(Statement statement) {
    Set<Value> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    if (statement instanceof Statement.Each each) {
      long rounds = each.variables().stream().mapToLong(Variable::count).reduce(1, (a, b) -> a * b);
      return rounds * each.body().stream().mapToLong(Nest::operations).sum();
    }
    if (statement instanceof Statement.Evaluate evaluate) {
      return evaluate.values().stream().mapToLong(value -> operations(value, seen)).sum();
    }
    return 1 + operations(((Statement.Store) statement).value(), seen);
  }

  private static long operations(Value value, Set<Value> seen) {
    if (!seen.add(value)) {
      return 0;
    }
    if (value instanceof Value.Computed computed) {
      return 1 + computed.operands().stream().mapToLong(it -> operations(it, seen)).sum();
    }
    if (value instanceof Value.Folded folded) {
      Fold fold = folded.fold();
      return fold.starts().stream().mapToLong(it -> operations(it, seen)).sum()
          + fold.variable().count()
              * fold.nexts().stream().mapToLong(it -> operations(it, seen)).sum();
    }
    return value instanceof Value.Load ? 1 : 0;
  }
}
