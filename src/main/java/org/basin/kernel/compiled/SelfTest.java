package org.basin.kernel.compiled;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.basin.kernel.Plane;

/**
 * Compiled code against the same code done number by number, on this machine: the functions of a
 * script, smallest first, as long as it takes no time to speak of.
 */
final class SelfTest {

  /** Operations of one lane that are done number by number. */
  private static final long MOST_OPERATIONS = 100_000;

  private SelfTest() {}

  /**
   * Asserts that both give the same bits.
   *
   * @throws CompilerException with what differs
   */
  static void check(Script script, Code code, Target target) throws CompilerException {
    long left = MOST_OPERATIONS;
    List<Routine> routines = new ArrayList<>(script.routines());
    routines.sort(Comparator.comparingLong(Routine::operations));
    Random random = new Random(7);
    try (Memory compiled = new Memory(code, target.width(), script.cells());
        Memory plain = new Memory(code, target.width(), script.cells())) {
      for (Routine routine : routines) {
        left -= routine.operations();
        if (left < 0) {
          return;
        }
        int lane = random.nextInt(Plane.LANES);
        for (int cell : cells(routine)) {
          float number = (float) random.nextGaussian();
          compiled.set(cell, lane, number);
          plain.set(cell, lane, number);
        }
        compiled.call(script.calls(routine));
        compiled.run();
        interpret(routine, plain, lane);
        compare(routine, compiled, plain, lane);
      }
    }
  }

  private static int[] cells(Routine routine) {
    return routine.stretches().stream()
        .flatMapToInt(it -> IntStream.range(it.first(), it.first() + it.cells()))
        .toArray();
  }

  private static void interpret(Routine routine, Memory plain, int lane) {
    for (Routine.Part part : routine.parts) {
      for (int time = 0; time < part.times(); time++) {
        for (int d = part.deeds(); d < part.deeds() + part.length(); d++) {
          plain.interpret(routine.deeds.get(d), lane);
        }
      }
    }
  }

  private static void compare(Routine routine, Memory compiled, Memory plain, int lane)
      throws CompilerException {
    for (int cell : cells(routine)) {
      float found = compiled.get(cell, lane);
      float wanted = plain.get(cell, lane);
      if (Float.floatToIntBits(found) != Float.floatToIntBits(wanted)) {
        throw new CompilerException(
            "compiled code must give the scalar engine's numbers, got %s for %s"
                .formatted(found, wanted));
      }
    }
  }
}
