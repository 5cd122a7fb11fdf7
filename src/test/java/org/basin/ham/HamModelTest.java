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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mask|visible 1*63|mask: must have a number for each of the 64 units of visible, got 63",
        "mask|visible 1*70|mask: must have a number for each of the 64 units of visible, got 70",
        "mask|visible|mask: must have a number for each of the 64 units of visible, got 0",
        "mask|hidden 1*64|mask: must name one of the neurons visible memory, got hidden",
        "mask|memory 1*8; memory 0*8|mask: must name a layer once, got memory twice",
        "mask|memory 1*7 0.5|mask: must say 0 for a held unit and 1 for a free one, got 0.5 at unit"
            + " 7 of memory",
        "mask|visible 0*64; memory 0*8|mask: a mask must leave a unit free, got none of 72",
        "mask|visible 0*64|",
        "states|memory 1*7 x|states: must hold numbers from -1000000 to 1000000 or NUMBER*COUNT"
            + " such as 0*8, got x of memory",
        "states|memory 1*7 nan|states: must hold numbers from -1000000 to 1000000 or NUMBER*COUNT"
            + " such as 0*8, got nan of memory",
        "states|memory 1*7 2e6|states: must hold numbers from -1000000 to 1000000 or NUMBER*COUNT"
            + " such as 0*8, got 2e6 of memory",
        "states|memory 1*0 2*8|states: must hold numbers from -1000000 to 1000000 or NUMBER*COUNT"
            + " such as 0*8, got 1*0 of memory",
        "states|memory -1.5*4 2*4|",
      })
  void numbersOfUnitsAreReadOrTheirMistakesNamed(String list, String texts, String mistake) {
    assertThat(mistakes(Map.of(list, texts(texts))))
        .isEqualTo(mistake == null ? List.of() : List.of(mistake));
  }

  @Test
  void whatOnlyOneChoiceReadsNeedsThatChoice() {
    assertThat(mistakes(Map.of(), "momentum", "mean_decay", "square_decay", "start_scale"))
        .containsExactly(
            "momentum: momentum belongs to solver momentum, got euler",
            "mean_decay: mean_decay belongs to solver adam, got euler",
            "square_decay: square_decay belongs to solver adam, got euler",
            "start_scale: start_scale belongs to start random, got cue");
    assertThat(mistakes(Map.of("solver", "momentum", "start", "random"), "momentum", "start_scale"))
        .isEmpty();
    assertThat(mistakes(Map.of("solver", "adam"), "mean_decay", "square_decay")).isEmpty();
  }

  @Test
  void lawsOfTheMannerAreChecked() {
    assertThat(mistakes(Map.of("solver", "heun", "train_steps", 3L)))
        .containsExactly(
            "solver: training goes back through steps of solver euler alone, got train_steps 3,"
                + " solver heun");
    assertThat(mistakes(Map.of("steps", 9L, "kept_steps", List.of(0L, 4L, 9L)))).isEmpty();
    assertThat(mistakes(Map.of("steps", 9L, "kept_steps", List.of(0L, 10L))))
        .containsExactly(
            "kept_steps: steps that are kept must rise and be at most the 9 of a recall, got"
                + " [0, 10]");
    assertThat(mistakes(Map.of("steps", 9L, "kept_steps", List.of(4L, 4L))))
        .containsExactly(
            "kept_steps: steps that are kept must rise and be at most the 9 of a recall, got"
                + " [4, 4]");
    assertThat(mistakes(Map.of(), "state_0_63", "state_1_7")).isEmpty();
    assertThat(mistakes(Map.of(), "state_0_64", "state_1_8", "state_2_0"))
        .containsExactly(
            "state_0_64: I must be from 0 to 63 in layer visible, got I=64",
            "state_1_8: I must be from 0 to 7 in layer memory, got I=8",
            "state_2_0: K must be from 0 to 1, got K=2");
  }

  @Test
  void theoryIsRefusedWhereThereIsNone() {
    assertThat(HamLaws.refusalOfTheory(List.of(Map.of("solver", "adam")), List.of()))
        .contains(
            "is known only for recalls that start at their cues by solver euler, without states and"
                + " mask, got start cue, solver adam, states for 0 layers, mask for 0");
    assertThat(HamLaws.refusalOfTheory(List.of(Map.of()), List.of("state_0_3")))
        .contains("is known only without state_0_3, got state_0_3");
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
