package org.basin.ham;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.kernel.Precision;
import org.basin.kernel.nd4j.Nd4jEngine;
import org.basin.kernel.scalar.ScalarKernels;
import org.basin.kernel.vector.VectorEngine;
import org.basin.npz.NpyArray;
import org.basin.npz.NpzException;
import org.basin.npz.NpzFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HamFileTest {

  @TempDir private Path folder;

  private static HamReplay memory(Kernels kernels) {
    Hypergraph graph =
        new Hypergraph(
            List.of(
                new NeuronLayer("image", Lagrangian.IDENTITY, List.of(4, 5, 1)),
                new NeuronLayer("features", Lagrangian.REPU, List.of(3, 4, 2)),
                new NeuronLayer("top", Lagrangian.LAYERNORM, List.of(3))),
            List.of(
                new Convolution(4, 5, 1, 2, 2, 1, 0),
                new Dense(List.of(20, 24, 3)),
                new Dense(List.of(3))),
            List.of(
                new Connection(0, List.of(0, 1)),
                new Connection(1, List.of(0, 1, 2)),
                new Connection(2, List.of(2))));
    HamReplay ham = new HamReplay(graph, 2, kernels);
    Random random = new Random(11);
    for (int k = 0; k < 3; k++) {
      ham.setParameters(k, Map.of("beta", 0.7 + k, "n", 3.5, "gamma", 1.25, "delta", -0.5));
      ham.setRate(k, 0.01 * (k + 1));
      int size = 2 * graph.layers().get(k).units();
      ham.setStates(k, random.doubles(size, -1, 1).toArray());
      ham.setMask(k, random.ints(size, 0, 2).asDoubleStream().toArray());
      ham.setWeights(k, random.doubles(graph.synapses().get(k).weights(), -1, 1).toArray());
    }
    return ham;
  }

  @Test
  void aMemoryComesBackAndGoesOnAsIfNothingHadHappened() throws IOException {
    for (Kernels kernels :
        List.of(
            new ScalarKernels(Precision.DOUBLE, 1),
            new VectorEngine().open(Plane.LANES),
            new Nd4jEngine().open(2))) {
      HamReplay ham = memory(kernels);
      ham.step();
      HamFile.write(folder.resolve("m"), ham);
      HamReplay read = HamFile.read(folder.resolve("m"), kernels);
      assertThat(read.graph()).isEqualTo(ham.graph());
      for (int step = 0; step < 5; step++) {
        ham.step();
        read.step();
      }
      ham.look();
      read.look();
      for (int k = 0; k < 3; k++) {
        assertThat(read.states(k)).isEqualTo(ham.states(k));
        assertThat(read.parameters(k)).isEqualTo(ham.parameters(k));
      }
      assertThat(read.energies()).isEqualTo(ham.energies());
    }
  }

  @Test
  void whatIsDamagedIsNamed() throws IOException {
    Kernels kernels = new ScalarKernels(Precision.DOUBLE, 1);
    Path name = folder.resolve("m");
    HamFile.write(name, memory(kernels));
    Path numbers = folder.resolve("m.npz");
    Map<String, NpyArray> arrays = new LinkedHashMap<>(NpzFile.read(numbers));
    arrays.remove("weights_1");
    NpzFile.write(numbers, arrays);
    assertThatThrownBy(() -> HamFile.read(name, kernels))
        .isInstanceOf(NpzException.class)
        .hasMessage(numbers + ": weights_1 must hold 1440 numbers, got no such array");

    Path json = folder.resolve("m.json");
    String text = Files.readString(json);
    Files.writeString(json, text.replace("\"repu\"", "\"cosh\""));
    assertThatThrownBy(() -> HamFile.read(name, kernels))
        .isInstanceOf(NpzException.class)
        .hasMessageStartingWith(json + ": a Lagrangian is one of identity,")
        .hasMessageEndingWith("got cosh");
    Files.writeString(json, "{}");
    assertThatThrownBy(() -> HamFile.read(name, kernels))
        .hasMessage(json + ": format must be basin-ham-1, got nothing");
  }
}
