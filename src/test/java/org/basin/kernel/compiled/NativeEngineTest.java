package org.basin.kernel.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.Buffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.basin.kernel.Activation;
import org.basin.kernel.Device;
import org.basin.kernel.Engine;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.kernel.scalar.ScalarEngine;
import org.basin.kernel.scalar.ScalarKernels;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The engine, with the scalar one for what it leaves to another. */
class NativeEngineTest {

  private final Engine engine = new NativeEngine(new ScalarEngine());

  @BeforeEach
  void thisMachineHasLlvm() {
    assumeTrue(engine.refusal().isEmpty());
  }

  private Kernels open(Consumer<Kernels> rehearsal) {
    return engine.ready(Plane.LANES, Device.ANY, 1, once(rehearsal)).open();
  }

  /** Each time it would make planes of its own. */
  private static Function<Kernels, Runnable> once(Consumer<Kernels> rehearsal) {
    AtomicBoolean done = new AtomicBoolean();
    return kernels ->
        () -> {
          if (!done.getAndSet(true)) {
            rehearsal.accept(kernels);
          }
        };
  }

  /** Looks at numbers in the middle. */
  private static double work(Kernels kernels) {
    Plane x = kernels.plane(5);
    x.setAll(0, 0.5);
    kernels.activate(Activation.SIGMOID, x);
    double looked = x.get(0, 7);
    kernels.multiply(x, x);
    kernels.fill(x, looked);
    x.set(1, 3, 2);
    Plane y = kernels.plane(5);
    kernels.subtract(x, y, y);
    return looked + y.get(1, 3) + x.get(4, 63);
  }

  @Test
  void whatWasRehearsedIsDoneCompiled() {
    try (Kernels kernels = open(NativeEngineTest::work)) {
      double found = work(kernels);
      assertThat(found).isEqualTo(work(new ScalarKernels(engine.precision(), Plane.LANES)));
      assertThat(((Tape) kernels).interpreted()).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void whatWasNotForeseenIsDoneNumberByNumber() {
    try (Kernels kernels = open(NativeEngineTest::work)) {
      work(kernels);
      Plane x = kernels.plane(200);
      x.setAll(150, 1.5);
      kernels.activate(Activation.TANH, x);
      kernels.hinge(x, 2, 3);
      Kernels plain = new ScalarKernels(engine.precision(), Plane.LANES);
      Plane wanted = plain.plane(200);
      wanted.setAll(150, 1.5);
      plain.activate(Activation.TANH, wanted);
      plain.hinge(wanted, 2, 3);
      assertThat(x.get(150, 60)).isEqualTo(wanted.get(150, 60));
      assertThat(((Tape) kernels).interpreted()).isGreaterThan(1);
    }
  }

  @Test
  void whatItHasNoCodeForGoesToTheOtherEngine() {
    try (Kernels kernels =
        open(
            it -> {
              for (int cells = 1; cells < 5000; cells++) {
                it.fill(it.plane(cells), 1);
              }
            })) {
      assertThat(kernels).isInstanceOf(ScalarKernels.class);
    }
  }

  @Test
  void oneTrialGoesToTheOtherEngine() {
    try (Kernels kernels = engine.ready(1, Device.ANY, 1, once(NativeEngineTest::work)).open()) {
      assertThat(kernels).isInstanceOf(ScalarKernels.class);
    }
  }

  @Test
  void codeThatGivesOtherNumbersIsFound() {
    Script script = new Script();
    Tape rehearsal = new Tape(script);
    work(rehearsal);
    script.close(rehearsal.cells(), 1);
    Code idle =
        new Code() {
          @Override
          public long address(Buffer buffer) {
            return 0;
          }

          @Override
          public void run(long memory, long calls, long count, long groups, long stride) {}
        };
    assertThatThrownBy(() -> SelfTest.check(script, idle, Target.X86_64_V3))
        .isInstanceOf(CompilerException.class)
        .hasMessageStartingWith("compiled code must give the scalar engine's numbers, got ");
  }
}
