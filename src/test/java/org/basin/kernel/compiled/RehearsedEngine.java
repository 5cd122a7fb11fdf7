package org.basin.kernel.compiled;

import java.util.ArrayList;
import java.util.List;
import org.basin.kernel.Device;
import org.basin.kernel.Engine;
import org.basin.kernel.Kernels;

/**
 * Compiled code for work that opens kernels by itself: it is done twice, first to learn what it
 * does.
 */
final class RehearsedEngine implements Engine {

  private final Script script = new Script(200_000);
  private final List<Tape> tapes = new ArrayList<>();
  private Code code;
  private Target target;

  @Override
  public String name() {
    return "rehearsed";
  }

  @Override
  public boolean exact() {
    return true;
  }

  /** From now on what was rehearsed is done. */
  void compile() throws CompilerException {
    tapes.forEach(Tape::pause);
    script.close(tapes.stream().mapToInt(Tape::cells).max().orElse(1), 1);
    target = Target.here().orElseThrow();
    code = CompiledKernelsTest.code(script, target);
    SelfTest.check(script, code, target);
    tapes.clear();
  }

  /** Operations that were not foreseen. */
  long interpreted() {
    return tapes.stream().mapToLong(Tape::interpreted).sum();
  }

  int functions() {
    return script.routines().size();
  }

  @Override
  public Kernels open(int lanes, Device device) {
    Tape tape =
        code == null
            ? new Tape(script)
            : new Tape(script, new Memory(code, target.width(), script.cells()));
    tapes.add(tape);
    return tape;
  }
}
