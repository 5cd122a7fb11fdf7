package org.basin.ham;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.basin.data.Dataset;
import org.basin.kernel.vector.VectorEngine;
import org.basin.learn.Laws;
import org.basin.learn.Proposal;
import org.basin.sweep.Setting;
import org.basin.sweep.Sweep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HamModelTest {

  private static final Dataset XOR =
      Dataset.of("xor", 2, 2, new double[] {0, 0, 0, 1, 1, 0, 1, 1}, new int[] {0, 1, 1, 0});

  private static List<String> mistakes(Map<String, Object> structure, String... lanes) {
    List<String> found = new ArrayList<>();
    Map<String, Setting> set = new LinkedHashMap<>();
    Stream.of(lanes).forEach(name -> set.put(name, new Setting.Fixed(1.0)));
    new HamFamily()
        .check(
            new Laws(
                new Proposal(
                    List.of(structure), set, XOR, new VectorEngine(), Sweep.Starts.INDEPENDENT),
                (path, law) -> found.add(path.replaceFirst("^parameters\\.", "") + ": " + law)));
    return found;
  }

  private static List<String> texts(String list) {
    return list == null ? List.of() : Stream.of(list.split(";")).map(String::strip).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v tanh 4; m repu 8|x dense patterns|x v m|",
        "v identity 4x4x2; f relu 3x3x5; t softmax 9|c convolution 2 1 0 normal 0.5; w dense"
            + " uniform 1|c v f; w f t|",
        "v tanh 4; m repu 8|x dense normal 1; b dense zeros|x v m m; b v|",
        "v tanh|x dense patterns|x v m|neurons: must read NAME LAGRANGIAN SHAPE such as visible"
            + " tanh 64, got v tanh",
        "v cosh 4|x dense patterns|x v v|neurons: a Lagrangian is one of identity, relu, repu, exp,"
            + " rexp, tanh, sigmoid, softmax, layernorm, spherical_norm, got cosh in v cosh 4",
        "v tanh 4; v repu 8|x dense zeros|x v v|neurons: names must be distinct, got v twice",
        "v tanh 4; m repu 8|x dense|x v m|synapses: must read NAME dense START or NAME convolution"
            + " SIDE STRIDE PADDING START, got x dense",
        "v tanh 4; m repu 8|x dense normal|x v m|synapses: weights must start as patterns, zeros,"
            + " normal S or uniform S, got normal in x dense normal",
        "v tanh 4; m repu 8|x dense zeros|x v w|connections: must name one of the neurons v m, got"
            + " w in x v w",
        "v tanh 4; m repu 8|x dense zeros|y v m|connections: must name one of the synapses x, got y"
            + " in y v m",
        "v tanh 4; m repu 8|x dense zeros|x|connections: must read SYNAPSE LAYER LAYER … such as xi"
            + " visible memory, got x",
        "v tanh 4; m repu 8|x dense zeros; y dense zeros|x v m|connections: every synapse must be"
            + " connected, got none for y",
        "v tanh 4; m repu 8|x dense zeros|x v m; x m v|connections: a synapse must fit the layers"
            + " that it connects, got a synapse for [4, 8] units and layers of [8, 4]",
        "v tanh 4; m repu 8|c convolution 2 1 0 zeros|c v m|synapses: a convolution must connect"
            + " two layers of three axes each, got v [4], m [8] in c convolution 2 1 0 zeros",
        "v tanh 4; m repu 7|x dense patterns|x v m|synapses: a synapse that starts as patterns must"
            + " join 4 visible units and 8 patterns, got [4, 7]",
      })
  void hypergraphsAreReadOrTheirMistakesNamed(
      String neurons, String synapses, String connections, String mistake) {
    Map<String, Object> structure =
        Map.of(
            "neurons", texts(neurons),
            "synapses", texts(synapses),
            "connections", texts(connections));
    assertThat(mistakes(structure)).isEqualTo(mistake == null ? List.of() : List.of(mistake));
  }

  @Test
  void lawsThatTieHyperparametersTogetherAreChecked() {
    assertThat(mistakes(Map.of("source", "data")))
        .containsExactly(
            "units: the visible layer must have as many units as a sample of xor has numbers, got"
                + " units=64, numbers=2",
            "patterns: patterns must be at most the 4 samples of xor, got 8");
    assertThat(mistakes(Map.of(), "beta_2", "tau_1"))
        .containsExactly("beta_2: K must be from 0 to 1, got K=2");
    assertThat(mistakes(Map.of("patterns", 100_000L)))
        .singleElement()
        .asString()
        .startsWith(
            "patterns: weights, states and links of 64 trials side by side must fit in 512 MiB");
    assertThat(
            mistakes(
                Map.of(
                    "neurons", List.of("v identity 300x300x1", "f relu 237x237x1"),
                    "synapses", List.of("c convolution 64 1 0 zeros"),
                    "connections", List.of("c v f"),
                    "cues", 1L)))
        .singleElement()
        .asString()
        .startsWith(
            "neurons: weights, states and links of 64 trials side by side must fit in 512 MiB");
    assertThat(
            mistakes(
                Map.of(
                    "neurons", List.of("v tanh 4", "m repu 8"),
                    "synapses", List.of("x dense normal 1"),
                    "connections", List.of("x v m m"),
                    "train_steps", 5L)))
        .containsExactly(
            "train_steps: only dense synapses of one or two layers can be trained, got"
                + " [Dense[shape=[4, 8, 8]]]");
    assertThat(mistakes(Map.of("synapses", List.of("x dense zeros"))))
        .containsExactly("neurons: must list the layers that synapses connect, got []");
  }

  @Test
  void theoryIsRefusedWhereThereIsNone() {
    assertThat(HamLaws.refusalOfTheory(List.of(Map.of()), List.of("beta"))).isEmpty();
    assertThat(HamLaws.refusalOfTheory(List.of(Map.of()), List.of("correlation")))
        .contains("is known only without correlation, got correlation");
    assertThat(HamLaws.refusalOfTheory(List.of(Map.of(), Map.of("memory", "tanh")), List.of()))
        .contains(
            "is known only for random patterns, not trained, in a memory of identity, relu, repu,"
                + " exp or softmax that an identity or tanh layer is joined to, got layers tanh,"
                + " tanh, source random, train_steps 0");
  }

  @Test
  void everyHyperparameterIsDescribed() {
    assertThat(new HamFamily().hyperparameters())
        .allSatisfy(h -> assertThat(h.text()).isNotBlank());
  }

  @Test
  void whatIsWrongIsSaidInTheOrderOfTheSweep() {
    assertThat(mistakes(Map.of(), "tau_9", "beta_9", "power_9"))
        .containsExactly(
            "tau_9: K must be from 0 to 1, got K=9",
            "beta_9: K must be from 0 to 1, got K=9",
            "power_9: K must be from 0 to 1, got K=9");
  }
}
