package org.basin.code;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.basin.code.Value.Computed;
import org.basin.code.Value.Constant;
import org.basin.code.Value.Folded;
import org.basin.code.Value.Load;
import org.basin.code.Value.Running;

/** Does a nest for one lane, number by number: what tests hold compiled code against. */
public final class Interpreter {

  /** The numbers of one lane. */
  public interface Memory {
    float get(int plane, int cell);

    void set(int plane, int cell, float number);
  }

  private final Memory memory;
  private final Map<Variable, Integer> counters = new IdentityHashMap<>();

  /** What is known already. */
  private Map<Value, Float> known = new IdentityHashMap<>();

  private Interpreter(Memory memory) {
    this.memory = memory;
  }

  /** Does a nest. */
  public static void run(Nest nest, Memory memory) {
    new Interpreter(memory).run(nest.body());
  }

  /** The value of an expression that reads no plane. */
  public static float value(Value value) {
    return new Interpreter(null).of(value);
  }

  private void run(List<Statement> body) {
    int next = 0;
    while (next < body.size()) {
      int until = next;
      while (until < body.size() && body.get(until) instanceof Statement.Store) {
        until++;
      }
      if (until > next) {
        store(body.subList(next, until));
        next = until;
      } else {
        Statement statement = body.get(next++);
        if (statement instanceof Statement.Evaluate evaluate) {
          evaluate.values().forEach(this::of);
        } else {
          each((Statement.Each) statement, 0);
        }
      }
    }
  }

  private void store(List<Statement> stores) {
    float[] numbers = new float[stores.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = of(((Statement.Store) stores.get(i)).value());
    }
    for (int i = 0; i < numbers.length; i++) {
      Statement.Store store = (Statement.Store) stores.get(i);
      memory.set(store.plane(), store.place().at(counters::get), numbers[i]);
    }
  }

  private void each(Statement.Each each, int level) {
    if (level == each.variables().size()) {
      Map<Value, Float> outer = known;
      known = new IdentityHashMap<>(outer);
      run(each.body());
      known = outer;
      return;
    }
    Variable variable = each.variables().get(level);
    for (int round = 0; round < variable.count(); round++) {
      counters.put(variable, round);
      each(each, level + 1);
    }
  }

  private float of(Value value) {
    Float number = known.get(value);
    if (number == null) {
      number = compute(value);
      known.put(value, number);
    }
    return number;
  }

  private float compute(Value value) {
    if (value instanceof Constant constant) {
      return Float.intBitsToFloat(constant.bits());
    }
    if (value instanceof Load load) {
      return memory.get(load.plane(), load.place().at(counters::get));
    }
    if (value instanceof Folded folded) {
      return fold(folded.fold())[folded.number()];
    }
    if (value instanceof Running) {
      throw new IllegalStateException("a running number must stand within its fold");
    }
    return compute((Computed) value);
  }

  private float[] fold(Fold fold) {
    float[] carried = numbers(fold.starts());
    Map<Value, Float> outer = known;
    for (int round = 0; round < fold.variable().count(); round++) {
      counters.put(fold.variable(), round);
      known = new IdentityHashMap<>(outer);
      for (int n = 0; n < carried.length; n++) {
        known.put(fold.running().get(n), carried[n]);
      }
      carried = numbers(fold.nexts());
    }
    known = outer;
    return carried;
  }

  private float[] numbers(List<? extends Value> values) {
    float[] numbers = new float[values.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = of(values.get(i));
    }
    return numbers;
  }

  private float compute(Computed computed) {
    float[] x = numbers(computed.operands());
    return switch (computed.kind()) {
      case ADD -> x[0] + x[1];
      case SUBTRACT -> x[0] - x[1];
      case MULTIPLY -> x[0] * x[1];
      case DIVIDE -> x[0] / x[1];
      case FMA -> Math.fma(x[0], x[1], x[2]);
      case NEGATE -> -x[0];
      case ABS -> Math.abs(x[0]);
      case ROOT -> (float) Math.sqrt(x[0]);
      case BITS_ADD -> number(bits(x[0]) + bits(x[1]));
      case BITS_SUBTRACT -> number(bits(x[0]) - bits(x[1]));
      case BITS_AND -> number(bits(x[0]) & bits(x[1]));
      case BITS_OR -> number(bits(x[0]) | bits(x[1]));
      case BITS_XOR -> number(bits(x[0]) ^ bits(x[1]));
      case BITS_MIN -> number(Math.min(bits(x[0]), bits(x[1])));
      case BITS_LEFT -> number(bits(x[0]) << bits(x[1]));
      case BITS_RIGHT -> number(bits(x[0]) >> bits(x[1]));
      case IF_LESS -> x[0] < x[1] ? x[2] : x[3];
      case IF_LESS_EQUAL -> x[0] <= x[1] ? x[2] : x[3];
      case IF_EQUAL -> x[0] == x[1] ? x[2] : x[3];
    };
  }

  private static int bits(float x) {
    return Float.floatToRawIntBits(x);
  }

  private static float number(int bits) {
    return Float.intBitsToFloat(bits);
  }
}
