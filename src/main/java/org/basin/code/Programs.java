package org.basin.code;

import static org.basin.code.Functions.constant;
import static org.basin.code.Functions.ifEqual;
import static org.basin.code.Functions.ifLess;
import static org.basin.code.Functions.ifLessEqual;

import java.util.List;
import org.basin.kernel.Program;

/** Formulas as expressions: {@link Program#value} step by step. */
final class Programs {

  private Programs() {}

  /**
   * The value of a program.
   *
   * @param inputs one for each that it has
   */
  static Value value(Program program, List<Value> inputs) {
    Value[] registers = new Value[program.registers()];
    for (int i = 0; i < inputs.size(); i++) {
      registers[i] = inputs.get(i);
    }
    for (int i = 0; i < program.constants().size(); i++) {
      registers[program.inputs() + i] = constant(program.constants().get(i));
    }
    for (Program.Step step : program.steps()) {
      registers[step.to()] = value(step, registers);
    }
    return registers[program.result()];
  }

  private static Value value(Program.Step step, Value[] registers) {
    Value a = registers[step.a()];
    Value b = step.operation().operands() > 1 ? registers[step.b()] : a;
    Value one = constant(1);
    Value nothing = constant(0);
    return switch (step.operation()) {
      case ADD -> Functions.add(a, b);
      case SUBTRACT -> Functions.subtract(a, b);
      case MULTIPLY -> Functions.multiply(a, b);
      case DIVIDE -> Functions.divide(a, b);
      case NEGATE -> Functions.negate(a);
      case ABS -> Functions.abs(a);
      case MIN -> Functions.min(a, b);
      case MAX -> Functions.max(a, b);
      case EXP -> Functions.openExp(a);
      case LOG -> Functions.log(a);
      case TANH -> Functions.tanh(a);
      case SIN -> Functions.sin(a);
      case COS -> Functions.cos(a);
      case ROOT -> Functions.root(a);
      case SIGN -> ifLess(nothing, a, one, ifLess(a, nothing, constant(-1), a));
      case LESS -> ifLess(a, b, one, nothing);
      case LESS_EQUAL -> ifLessEqual(a, b, one, nothing);
      case EQUAL -> ifEqual(a, b, one, nothing);
      case CHOOSE -> ifEqual(a, nothing, registers[step.c()], b);
    };
  }
}
