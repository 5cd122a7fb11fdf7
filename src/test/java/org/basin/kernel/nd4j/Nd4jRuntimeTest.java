package org.basin.kernel.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

final class Nd4jRuntimeTest {

  @Test
  void aTaskHasOneThreadForOperationsAndOneForBlas() {
    assertThat(new Nd4jEngine().refusal()).isEmpty();
    assertThat(Nd4j.getEnvironment().maxMasterThreads()).isEqualTo(1);
    assertThat(Nd4j.factory().blas().getMaxThreads()).isEqualTo(1);
    assertThat(new Nd4jEngine().state()).isEqualTo("ready, OPENBLAS with 1 thread a task");
  }

  @Test
  void twoTasksAtOnceGetTheBitsOfOneAlone() {
    float[] alone = product();
    for (int i = 0; i < 20; i++) {
      CompletableFuture<float[]> other = CompletableFuture.supplyAsync(Nd4jRuntimeTest::product);
      assertThat(product()).isEqualTo(alone);
      assertThat(other.join()).isEqualTo(alone);
    }
  }

  /** Large enough that BLAS and OpenMP would take more threads if they were allowed to. */
  private static float[] product() {
    int rows = 64;
    int in = 500;
    int out = 300;
    try (Kernels kernels = new Nd4jEngine().open(2)) {
      Plane x = kernels.plane(rows * in);
      Plane w = kernels.plane(in * out);
      Plane b = kernels.plane(out);
      Plane z = kernels.plane(rows * out);
      Random random = new Random(1);
      for (Plane plane : new Plane[] {x, w, b}) {
        for (int cell = 0; cell < plane.cells(); cell++) {
          plane.setAll(cell, random.nextGaussian());
        }
      }
      kernels.feed(x, w, b, z, rows, in, out);
      kernels.normalize(z, rows, out);
      return ((Nd4jPlane) z).numbers().clone();
    }
  }

  @Test
  void whatIsWrongIsSaidInOneLine() {
    assertThat(Nd4jRuntime.unusable(false, "no such library")).hasLineCount(1);
  }
}
