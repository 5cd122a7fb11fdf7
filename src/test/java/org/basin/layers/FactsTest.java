package org.basin.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.basin.data.Dataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FactsTest {

  private static final Dataset DATA =
      Dataset.of("table", 3, 2, new double[] {1, 2, 3, 4, 5, 6}, new int[] {1, 0});

  private static Facts facts(String source, String layers, Object... more) {
    Map<String, Object> structure = new HashMap<>();
    structure.put("facts", source);
    structure.put("layers", List.of(layers));
    for (int i = 0; i < more.length; i += 2) {
      structure.put((String) more[i], more[i + 1]);
    }
    return Facts.of(LayerSettings.of(structure, DATA), DATA);
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "swap", "twice", "difference-squared", "ones"})
  void targetsAreWhatTheirNameSays(String source) {
    Facts facts = facts(source, "affine 2", "fact_count", 17L);
    assertThat(facts.size()).isEqualTo(17);
    for (int i = 0; i < 17; i++) {
      float v0 = facts.x()[2 * i];
      float v1 = facts.x()[2 * i + 1];
      float[] expected =
          switch (source) {
            case "identity" -> new float[] {v0, v1};
            case "swap" -> new float[] {v1, v0};
            case "twice" -> new float[] {v0 + v0, v1 + v1};
            case "difference-squared" -> new float[] {(v0 - v1) * (v0 - v1), 0};
            default -> new float[] {1, 1};
          };
      assertThat(new float[] {facts.y()[2 * i], facts.y()[2 * i + 1]}).isEqualTo(expected);
    }
  }

  @Test
  void idealsAreWhatTheirFormulasSay() {
    String ideal = "ideal (v0 > 0) * 2 - 1, (v0 > v1) * 2 - 1";
    Facts facts = facts(ideal, "affine 2", "fact_count", 63L);
    assertThat(facts.x()).isEqualTo(facts("identity", "affine 2", "fact_count", 63L).x());
    for (int i = 0; i < 63; i++) {
      float v0 = facts.x()[2 * i];
      float v1 = facts.x()[2 * i + 1];
      assertThat(facts.y()[2 * i]).isEqualTo(v0 > 0 ? 1 : -1);
      assertThat(facts.y()[2 * i + 1]).isEqualTo(v0 > v1 ? 1 : -1);
    }
    Facts smooth = facts("ideal exp(v2) / max(v0, v1, 1)", "affine 1", "inputs", 3L);
    assertThat(smooth.y()).hasSize(100);
    float[] x = smooth.x();
    assertThat((double) smooth.y()[1])
        .isEqualTo((float) (StrictMath.exp(x[5]) / Math.max(1, Math.max(x[3], x[4]))));
  }

  @Test
  void drawnFactsDependOnTheirSeedAloneAndMoreOfThemBeginAlike() {
    Facts few = facts("identity", "affine 2", "fact_count", 2L);
    Facts more = facts("swap", "affine 2", "fact_count", 63L);
    assertThat(more.x()).startsWith(few.x());
    assertThat(facts("swap", "affine 2", "facts_seed", 4L).x()).isNotEqualTo(more.x());
    Facts random = facts("random", "affine 1", "inputs", 16L);
    assertThat(random.y()).hasSize(100).doesNotContain(random.x()[0]);
  }

  @Test
  void xorHasOneOutputOrTwo() {
    assertThat(facts("xor", "affine 1").y()).containsExactly(0, 1, 1, 0);
    assertThat(facts("xor", "affine 2").y()).containsExactly(0, 1, 1, 0, 1, 0, 0, 1);
  }

  @Test
  void rowsOfDataHaveTheirLabelOrTheirLastNumbersForTarget() {
    Facts labelled = facts("data", "affine 2");
    assertThat(labelled.x()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(labelled.y()).containsExactly(0, 1, 1, 0);
    Facts split = facts("data", "affine 1", "targets", 1L);
    assertThat(split.x()).containsExactly(1, 2, 4, 5);
    assertThat(split.y()).containsExactly(3, 6);
  }
}
