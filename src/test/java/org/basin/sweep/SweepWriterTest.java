package org.basin.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.basin.sweep.read.SweepParser;
import org.junit.jupiter.api.Test;

class SweepWriterTest {

  private static final String SWEEP =
      """
      name: first
      model: energy
      data: xor
      seed: 42
      parameters:
        scheme: ep
        hidden: [2, 1]
        beta: {values: [0.05, 0.1]}
        weight_0_0_0: {min: -2, max: 2, step: 0.1}
        alpha: {min: 0.001, max: 1, count: 13, distribution: log_uniform_values}
      where: weight_0_0_0 <= beta
      """;

  private static Sweep parse(String text, String... overrides) throws SweepException {
    return new SweepParser(new SmallVocabulary())
        .parse("x.yaml", text.getBytes(StandardCharsets.UTF_8), List.of(overrides));
  }

  @Test
  void whatStandsBesideAMeanIsReadBackAndMeasured() throws SweepException {
    String answer = "answer={mean: free_error, beside: cost, by: [beta]}";
    Sweep sweep = parse(SWEEP, answer);
    assertThat(sweep.answer().get(0).measure().columns()).containsOnly("free_error", "cost");
    assertThat(parse(SweepWriter.write(sweep))).isEqualTo(sweep);
  }

  @Test
  void aKnobIsReadBackByStepOrCount() throws SweepException {
    for (String alpha : List.of("{min: 0, max: 1, step: 0.01,", "{min: 0.2, max: 0.9, count: 7,")) {
      String setting = alpha + " distribution: alpha_knob}";
      Sweep sweep = parse("model: energy\ndata: xor\nparameters:\n  alpha: " + setting + "\n");
      assertThat(SweepWriter.write(sweep)).contains("  alpha: " + setting + "\n");
      assertThat(parse(SweepWriter.write(sweep))).isEqualTo(sweep);
    }
  }

  @Test
  void listsOfTextsAreReadBackFixedOrVaried() throws SweepException {
    for (String layers :
        List.of(
            "[\"affine 2\", tanh, \"repu 64 n=2.5\"]",
            "[]",
            "{values: [[\"affine 2\"], [tanh, \"true\"], []]}")) {
      Sweep sweep = parse("model: energy\ndata: xor\nparameters:\n  layers: " + layers + "\n");
      String written = SweepWriter.write(sweep);
      assertThat(written).contains("  layers: " + layers + "\n");
      assertThat(parse(written)).isEqualTo(sweep);
    }
  }

  @Test
  void theCanonicalFormSaysEverything() throws SweepException {
    assertThat(SweepWriter.write(parse(SWEEP)))
        .isEqualTo(
            """
            name: first
            model: energy
            data: xor
            method: grid
            seed: 42
            replicates: 1
            engine: auto
            metric: {name: error, goal: minimize}
            parameters:
              scheme: ep
              hidden: [2, 1]
              beta: {values: [0.05, 0.1]}
              weight_0_0_0: {min: -2, max: 2, step: 0.1}
              alpha: {min: 0.001, max: 1, count: 13, distribution: log_uniform_values}
            where: "weight_0_0_0 <= beta"
            output: {path: results, history: none}
            """);
  }

  @Test
  void whatIsWrittenReadsBackAsEqualAndWithTheSameDigest() throws SweepException {
    for (long seed = 0; seed < 100; seed++) {
      Sweep sweep = sample(new Random(seed));
      Sweep again = parse(SweepWriter.write(sweep));

      assertThat(again).as("seed " + seed).isEqualTo(sweep);
      assertThat(SweepWriter.write(again)).isEqualTo(SweepWriter.write(sweep));
      assertThat(SweepWriter.digest(again)).isEqualTo(SweepWriter.digest(sweep));
      assertThat(SweepWriter.differences(again, sweep)).isEmpty();
    }
  }

  private static Sweep sample(Random random) throws SweepException {
    List<String> words = new ArrayList<>(List.of("seed=" + random.nextLong()));
    if (random.nextBoolean()) {
      words.add("beta=" + random.nextDouble() + "," + random.nextGaussian() * 1e-9);
    }
    if (random.nextBoolean()) {
      int digits = random.nextInt(25);
      words.add(
          "bias_2_0=range(-0." + "3".repeat(digits) + ",0." + "6".repeat(digits) + "1,count=7)");
      words.add("bias_2_1={min: 1.50e-7, max: +3.E-7, step: .5e-7}");
      words.add("bias_2_2=range(-1,1,0.1000000000)");
      words.add("bias_2_3={min: " + random.nextDouble() + ", max: 0x10, count: 5}");
    }
    if (random.nextBoolean()) {
      words.add("bias_0_1=range(-3," + random.nextInt(100) + "," + 0.25 + ")");
      words.add("zip=[[bias_1_0, bias_1_1]]");
      words.add("bias_1_0=1,2,3");
      words.add("bias_1_1=range(" + random.nextInt(5) + ",7,count=3)");
    }
    if (random.nextBoolean()) {
      words.add("hidden=[],[3],[2," + (1 + random.nextInt(9)) + "]");
      words.add("where=hidden != [3] or not (beta * 2 - 1 < -weight_0_0_0) and true");
    }
    if (random.nextBoolean()) {
      words.add("output.path=s3a://bucket/a b/\"quoted\" \\ # {x}, é");
      words.add("output.history.every=" + (1 + random.nextInt(9)));
      words.add("shuffle=true,false");
      words.add("activation=tanh,relu");
    }
    if (random.nextBoolean()) {
      words.add("data=moons");
      words.add("data.noise=" + 10 * random.nextDouble());
      words.add("data.samples=" + (2 + random.nextInt(100)));
    } else if (random.nextBoolean()) {
      words.add("data=csv");
      words.add("data.path=s3a://bucket/a b, c.csv");
      words.add("data.label=" + List.of("7", "a: b", "no", "é", "Is, #1").get(random.nextInt(5)));
      words.add("data.features=[a, \"1\", true, \"]\"]");
    }
    if (random.nextBoolean()) {
      words.add("epochs=range(1,21,5)");
      words.add("name=0." + random.nextInt(100));
      words.add(
          "metric={name: accuracy, goal: maximize, rank: %s}"
              .formatted(random.nextBoolean() ? "mean" : "q" + (1 + random.nextInt(99))));
      words.add("engine=nd4j");
      words.add("starts=" + (random.nextBoolean() ? "shared" : "independent"));
    }
    if (random.nextBoolean()) {
      words.add("beta=0.1,0.2");
      words.add(
          "answer=[{title: \"it's: \\\"done\\\"\", share: 'free_error == 0 or state in"
              + " [\"FAILED\"]', by: [beta], across: weight_0_0_0}, {median: cost}]");
    }
    if (random.nextBoolean()) {
      words.add("output.metrics=" + (random.nextBoolean() ? "all" : "[cost, free_error]"));
    }
    return parse(SWEEP, words.toArray(new String[0]));
  }

  @Test
  void aListOfPointsReadsBackToo() throws SweepException {
    Sweep sweep =
        parse("model: energy\ndata: xor\nmethod: list\npoints: \"/a b/points.csv\"\nname: x\n");
    assertThat(parse(SweepWriter.write(sweep))).isEqualTo(sweep);
    assertThat(sweep.method()).isEqualTo(new Method.Listed("/a b/points.csv"));
  }

  @Test
  void theDigestIsTheSameOnEveryMachineForEver() throws SweepException {
    assertThat(SweepWriter.digest(parse(SWEEP)))
        .isEqualTo("6f45810d4ed72716da738994354989444054a0fa928d4ca72fe3bac556fc6c7c");
  }

  @Test
  void theDigestCoversWhatDecidesRowsAndNothingElse() throws SweepException {
    String digest = SweepWriter.digest(parse(SWEEP));

    for (String other :
        List.of(
            "name=second",
            "output.path=there",
            "engine=nd4j",
            "starts=independent",
            "replicates=1",
            "metric.name=free_error",
            "metric.rank=q90",
            "answer={share: error == 0, by: [beta]}",
            "output.metrics=[cost, error, free_error]")) {
      assertThat(SweepWriter.digest(parse(SWEEP, other))).as(other).isEqualTo(digest);
      assertThat(SweepWriter.differences(parse(SWEEP, other), parse(SWEEP))).as(other).isEmpty();
    }
    assertThat(SweepWriter.digest(parse(SWEEP.replace("  scheme: ep\n", "") + "\n", "scheme=ep")))
        .isEqualTo(digest);
    for (String change :
        List.of(
            "seed=43",
            "replicates=2",
            "data=and",
            "data.kind=moons",
            "beta=0.05,0.2",
            "beta=0.1,0.05",
            "where=true",
            "scheme=chl",
            "starts=shared",
            "output.history.every=1",
            "output.metrics=all",
            "output.metrics=[cost]",
            "answer={mean: residual}",
            "metric.name=residual",
            "epochs=20")) {
      Sweep changed = parse(SWEEP, change);
      assertThat(SweepWriter.digest(changed)).as(change).isNotEqualTo(digest);
      assertThat(SweepWriter.differences(changed, parse(SWEEP))).as(change).isNotEmpty();
    }
  }

  @Test
  void theColumnsAreThoseThatAreListedAndThoseThatTheSweepNeeds() throws SweepException {
    assertThat(parse(SWEEP).output().metrics()).as("the standard ones").isEmpty();
    assertThat(parse(SWEEP, "output.metrics=all").output().metrics())
        .containsExactly("error", "free_error", "cost", "residual", "accuracy");
    assertThat(
            parse(
                    SWEEP,
                    "output.metrics=[cost]",
                    "metric.name=error",
                    "answer={share: residual < beta}")
                .output()
                .metrics())
        .containsExactly("error", "cost", "residual");
  }

  @Test
  void theOrderOfAxesCountsSinceTrialNumbersFollowIt() throws SweepException {
    String head = "model: energy\ndata: xor\nparameters:\n";
    Sweep one = parse(head + "  alpha: {values: [1, 2]}\n  beta: {values: [1, 2]}\n");
    Sweep other = parse(head + "  beta: {values: [1, 2]}\n  alpha: {values: [1, 2]}\n");

    assertThat(SweepWriter.digest(one)).isNotEqualTo(SweepWriter.digest(other));
    assertThat(SweepWriter.differences(one, other))
        .containsExactly("axes: [alpha, beta] here, [beta, alpha] there");
  }

  @Test
  void differencesNameBothValues() throws SweepException {
    assertThat(
            SweepWriter.differences(
                parse(SWEEP, "beta=0.05,0.2", "seed=1", "epochs=7"), parse(SWEEP, "~alpha")))
        .containsExactly(
            "seed: 1 here, 42 there",
            "parameters.alpha: {min: 0.001, max: 1, count: 13, distribution: log_uniform_values}"
                + " here, nothing there",
            "parameters.beta: {values: [0.05, 0.2]} here, {values: [0.05, 0.1]} there",
            "parameters.epochs: 7 here, nothing there",
            "axes: [beta, weight_0_0_0, alpha] here, [beta, weight_0_0_0] there");
  }

  @Test
  void aSweepTravelsThroughJavaSerialisation() throws Exception {
    for (long seed = 0; seed < 20; seed++) {
      Sweep sweep = sample(new Random(seed));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(sweep);
      }
      try (ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        Object back = in.readObject();
        assertThat(back).isEqualTo(sweep);
        assertThat(((Sweep) back).parameters().keySet())
            .containsExactlyElementsOf(sweep.parameters().keySet());
      }
      assertThat(bytes.size()).isLessThan(10_000);
    }
  }
}
