package org.basin.trial;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.basin.space.Block;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.sweep.SweepWriter;
import org.basin.sweep.read.SweepParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Energies of the user's choice and wider outputs, as a person meets them. */
final class EnergyChoicesTest {

  private static Sweep parse(String parameters, String rest) throws SweepException {
    String text = "model: energy\ndata: xor\nparameters: {" + parameters + "}\n" + rest;
    return new SweepParser(new Models()).parse("t.yaml", text.getBytes(UTF_8), List.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "energy: hopfeild|energy: must be hopfield, prediction-error or a formula; must name a"
            + " variable, got hopfeild; valid: pre, post, weight, bias",
        "energy: pre*post +|energy: must be hopfield, prediction-error or a formula; must have a"
            + " number, an axis, a text or ( here, got the end",
        "energy: 'pre*(post'|energy: must be hopfield, prediction-error or a formula; must have )"
            + " here, got the end",
        "energy: {values: [hopfield, pre*post]}|energy: a parameter that is named as a metric must"
            + " be fixed, since the metric's column has its name, got an axis; make a sweep for"
            + " each value",
        "output_size: 1|output_size: output_size must be at least the 2 classes of xor, or 0, got"
            + " 1",
        "output_size: 5000|output_size: must lie between 0 and 4096, got 5000",
        "scheme: first-step, hidden: [2], output_size: 3|scheme: ",
        "output_size: 3, weight_2_0_3: 1|weight_2_0_3: I must be below 1 and J below 3 in layers"
            + " [2, 2, 1, 3]"
      })
  void lawsNameThePlace(String parameters, String law) {
    assertThatThrownBy(() -> parse(parameters, ""))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("parameters." + law);
  }

  @Test
  void partsAreThoseOfTheHopfieldEnergy() throws SweepException {
    String parts = "output: {metrics: [energy_weights]}\n";
    parse("energy: hopfield", parts);
    assertThatThrownBy(() -> parse("energy: prediction-error", parts))
        .hasMessageContaining(
            "energy_weights is a part of energy hopfield, got energy prediction-error");
  }

  @Test
  void theEnergyIsInTheDigestByItsCanonicalText() throws SweepException {
    String plain = digest("energy: -pre*weight*post - bias*post");
    assertThat(digest("energy: '-pre*weight * post-(bias*post)'")).isEqualTo(plain);
    assertThat(digest("energy: -pre*weight*post")).isNotEqualTo(plain);
    Sweep sweep = parse("energy: -pre*weight*post - bias*post", "");
    assertThat(
            new SweepParser(new Models())
                .parse("t.yaml", SweepWriter.write(sweep).getBytes(UTF_8), List.of()))
        .isEqualTo(sweep);
  }

  private static String digest(String parameters) throws SweepException {
    return SweepWriter.digest(parse(parameters, ""));
  }

  private static double[] scores(String parameters, String engine) throws SweepException {
    String metrics = "engine: " + engine + "\noutput: {metrics: [error, cost, energy]}\n";
    Job job =
        Job.of(parse("beta: {values: [0.1, 0.4]}, " + parameters, "starts: shared\n" + metrics));
    List<String> names = List.of("error", "cost", "energy");
    try (BlockRunner runner = new BlockRunner(job, true)) {
      Block block = job.space().blocks(0, job.space().positions(), 100).iterator().next();
      Results results = runner.run(block);
      double[] scores = new double[6];
      for (int i = 0; i < 6; i++) {
        scores[i] = results.score(job.metrics().indexOf(names.get(i % 3)), i / 3);
      }
      return scores;
    }
  }

  @Test
  void theChoiceOfTheEnergyChangesNoOtherColumnAndNoEngineItsBits() throws SweepException {
    double[] hopfield = scores("energy: hopfield", "vector");
    double[] written = scores("energy: -pre*weight*post - bias*post", "vector");
    assertThat(scores("energy: -pre*weight*post - bias*post", "scalar")).isEqualTo(written);
    double[] error = scores("energy: prediction-error", "vector");
    assertThat(scores("energy: prediction-error", "scalar")).isEqualTo(error);
    for (int i = 0; i < 6; i++) {
      if (i % 3 == 2) {
        assertThat(written[i]).isCloseTo(hopfield[i], within(1e-5));
        assertThat(error[i]).isPositive();
      } else {
        assertThat(written[i]).isEqualTo(hopfield[i]);
        assertThat(error[i]).isEqualTo(hopfield[i]);
      }
    }
  }

  @Test
  void anOutputMayBeWiderThanTheClasses() throws SweepException {
    double[] wide = scores("output_size: 5, scheme: {values: [cep]}, hidden: [4]", "vector");
    assertThat(scores("output_size: 5, scheme: {values: [cep]}, hidden: [4]", "scalar"))
        .isEqualTo(wide);
    assertThat(scores("output_size: 2, hidden: [4]", "vector"))
        .isEqualTo(scores("output_size: 0, hidden: [4]", "vector"));
    assertThat(wide[1]).isPositive();
  }
}
