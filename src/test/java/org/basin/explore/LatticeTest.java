package org.basin.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.basin.retrain.TrialRow;
import org.basin.run.UsageException;
import org.basin.space.Block;
import org.basin.trial.BlockRunner;
import org.basin.trial.Job;
import org.basin.trial.Results;
import org.basin.trial.StartParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatticeTest {

  private static final String XOR =
      """
      name: seen
      model: energy
      data: xor
      seed: 7
      replicates: 3
      parameters:
        scheme: {values: [ep, chl]}
        hidden: [2]
        epochs: 5
        beta: {min: 0.1, max: 0.9, step: 0.1}
        alpha: {min: 0.001, max: 10, count: 9, distribution: log_uniform_values}
        weight_0_0_0: {min: -2, max: 2, step: 0.5}
      where: "weight_0_0_0 <= beta"
      """;

  private static Explored explored(String text) {
    return new Explored(
        changes -> {
          Job job = Job.parsed("t.yaml", text);
          return changes.isEmpty() ? job : Job.stored("t.yaml", text, changes);
        },
        new Configuration());
  }

  private static ObjectNode request(String x, String y, int zoom, String starts) throws Exception {
    ObjectNode json =
        (ObjectNode)
            new ObjectMapper()
                .readTree(
                    """
                    {"id": 1, "shade": "cost", "zoom": %d, "i": 1, "j": 0,
                     "scene": {"seed": "7", "replicate": 2, "starts": "%s",
                       "values": {"scheme": "chl", "beta": "0.3", "alpha": "0.37", "weight_0_0_0": "-0.5"}},
                     "x": %s, "y": %s}
                    """
                        .formatted(zoom, starts, x, y));
    return json;
  }

  private static final String BETA =
      "{\"name\": \"beta\", \"low\": \"0.1\", \"high\": \"0.9\", \"log\": false}";
  private static final String ALPHA =
      "{\"name\": \"alpha\", \"low\": \"0.001\", \"high\": \"10\", \"log\": true}";
  private static final String WEIGHT =
      "{\"name\": \"weight_0_0_0\", \"low\": \"-2\", \"high\": \"2\", \"log\": false}";

  @ParameterizedTest
  @ValueSource(strings = {"shared", "independent"})
  void aPixelIsTheRowThatARunOfTheSavedViewHasBitForBit(String starts) throws Exception {
    Random random = new Random(starts.length());
    String[] rulers = {BETA, ALPHA, WEIGHT};
    for (int time = 0; time < 6; time++) {
      String x = rulers[time % 3];
      String y = rulers[(time + 1 + random.nextInt(2)) % 3];
      int zoom = random.nextInt(1, 6);
      ObjectNode json = request(x, y, zoom, starts);
      Explored explored = explored(XOR);
      TileRequest request = TileRequest.of(json);
      Lattice lattice = new Lattice(explored, request);
      Tile tile = lattice.tile();
      int left = random.nextInt(240);
      int low = random.nextInt(240);
      int[] columns = IntStream.range(left, left + 5).toArray();
      int[] rows = IntStream.range(low, low + 4).toArray();
      lattice.train(tile, columns, rows);
      json.put("fromx", 256 + left).put("untilx", 256 + left + 5);
      json.put("fromy", low).put("untily", low + 4);
      String text = SavedView.text(explored, json);
      Job saved = Job.parsed("saved.yaml", text);
      int trials = 0;
      try (BlockRunner runner = new BlockRunner(saved, true)) {
        for (Block block : saved.space().blocks(0, saved.space().positions(), 7)) {
          Results results = runner.run(block);
          for (int r = 0; r < results.rows(); r++) {
            Map<String, Optional<Object>> row = TrialRow.of(results, r, saved);
            if (!row.get("replicate").equals(Optional.of(2))) {
              continue;
            }
            int column = place(row, request.x(), zoom, 1, columns);
            int line = place(row, request.y(), zoom, 0, rows);
            int pixel = line * Tile.SIZE + column;
            assertThat(Float.floatToIntBits(tile.values[pixel]))
                .as(text + row)
                .isEqualTo(Float.floatToIntBits((Float) row.get("cost").orElse(Float.NaN)));
            assertThat((int) tile.states[pixel]).isEqualTo(results.state(r).ordinal());
            trials++;
          }
        }
      }
      int excluded = 0;
      for (int row : rows) {
        for (int column : columns) {
          excluded += tile.states[row * Tile.SIZE + column] == Tile.EXCLUDED ? 1 : 0;
        }
      }
      assertThat(trials + excluded).as(text).isEqualTo(20);
    }
  }

  private static int place(
      Map<String, Optional<Object>> row, Ruler ruler, int zoom, long tile, int[] pixels) {
    double value = (Double) row.get(ruler.name()).orElseThrow();
    return IntStream.of(pixels)
        .filter(k -> ruler.value(zoom, tile * Tile.SIZE + k) == value)
        .findFirst()
        .orElseThrow(() -> new AssertionError(ruler + " has no pixel of " + value));
  }

  @Test
  void theTrialOfASliderIsTheRowOfTheFile() throws Exception {
    Explored explored = explored(XOR);
    Job file = Job.parsed("t.yaml", XOR);
    try (BlockRunner runner = new BlockRunner(file, true)) {
      for (long trial : new long[] {2, 500, 1200}) {
        if (file.space().point(trial).isEmpty()) {
          continue;
        }
        Map<String, Optional<Object>> row = TrialRow.of(runner.run(file.block(trial)), 0, file);
        Map<String, String> values =
            Map.of(
                "scheme", row.get("scheme").orElseThrow().toString(),
                "beta", row.get("beta").orElseThrow().toString(),
                "alpha", row.get("alpha").orElseThrow().toString(),
                "weight_0_0_0", row.get("weight_0_0_0").orElseThrow().toString());
        Scene scene =
            new Scene(
                values,
                List.of(),
                7,
                (Integer) row.get("replicate").orElseThrow(),
                org.basin.sweep.Sweep.Starts.INDEPENDENT,
                "");
        Map<String, Object> told =
            new OneTrial(explored, scene, 0).train(StartParameters.NONE).answer();
        assertThat(told.get("seed")).isEqualTo(row.get("seed").orElseThrow().toString());
        assertThat(((Map<?, ?>) told.get("metrics")).get("cost")).isEqualTo(row.get("cost"));
        assertThat((List<?>) told.get("outputs")).hasSize(4);
        assertThat((List<?>) told.get("figures")).hasSizeGreaterThan(3);
      }
    }
  }

  @Test
  void goingOnStartsFromWhatWasLearned() throws Exception {
    Explored explored = explored(XOR);
    Scene scene = Scene.of(new ObjectMapper().readTree("{}"));
    OneTrial.Told first = new OneTrial(explored, scene, 0).train(StartParameters.NONE);
    OneTrial.Told second =
        new OneTrial(explored, scene, 0).train(StartParameters.learned("energy", first.learned()));
    assertThat(second.learned().get(0).values()).isNotEqualTo(first.learned().get(0).values());
    OneTrial.Told again = new OneTrial(explored, scene, 0).train(StartParameters.NONE);
    assertThat(again.learned().get(0).values()).isEqualTo(first.learned().get(0).values());
  }

  @Test
  void valuesThatAHyperparameterMayNotHaveAreNotTrained() throws Exception {
    String momentum = "{\"name\": \"momentum\", \"low\": \"0\", \"high\": \"0.9\", \"log\": false}";
    ObjectNode json = request(momentum, ALPHA, 0, "shared");
    json.put("i", -40);
    Lattice lattice = new Lattice(explored(XOR), TileRequest.of(json));
    Tile tile = lattice.tile();
    lattice.train(tile, new int[] {0}, new int[] {0});
    assertThat(tile.states[0]).isEqualTo(Tile.OUTSIDE);
  }

  @Test
  void theEndOfTheArithmeticIsSaid() throws Exception {
    Explored explored = explored(XOR);
    assertThat(
            new Lattice(explored, TileRequest.of(request(BETA, ALPHA, 5, "shared"))).tile().sameX)
        .isFalse();
    ObjectNode deep = request(BETA, ALPHA, 30, "shared");
    deep.put("i", 1 << 29);
    assertThat(new Lattice(explored, TileRequest.of(deep)).tile().sameX).isTrue();
  }

  @Test
  void aConditionIsOneWhereItHolds() {
    Shade shade = Shade.of("cost < 0.5 && error == 0", List.of("error", "cost", "energy"));
    assertThat(shade.metrics()).containsExactly("error", "cost");
    assertThat(shade.of(Map.of("error", 0f, "cost", 0.4f))).isEqualTo(1);
    assertThat(shade.of(Map.of("error", 0f, "cost", Float.NaN))).isEqualTo(0);
    assertThatThrownBy(() -> Shade.of("cos < 1", List.of("cost")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("a metric or a condition such as cost < 1");
  }

  @Test
  void whatAPageMayNotSetIsRefusedWithTheLaw() throws Exception {
    Explored explored = explored(XOR);
    for (String[] bad :
        new String[][] {
          {"{\"values\": {\"beta\": \"NaN\"}}", "beta"},
          {"{\"values\": {\"scheme\": \"ep2\"}}", "one of its values"},
          {"{\"values\": {\"epochs\": \"3\"}}", "lanes differ"},
          {"{\"changes\": {\"a b\": \"3\"}}", "must be named"},
          {"{\"changes\": {\"epochs\": \"-3\"}}", "epochs"},
          {"{\"replicate\": -1}", "0 <= replicate"},
          {"{\"seed\": \"x\"}", "whole number"}
        }) {
      assertThatThrownBy(
              () ->
                  new OneTrial(explored, Scene.of(new ObjectMapper().readTree(bad[0])), 0)
                      .train(StartParameters.NONE))
          .as(bad[0])
          .hasMessageContaining(bad[1]);
    }
  }
}
