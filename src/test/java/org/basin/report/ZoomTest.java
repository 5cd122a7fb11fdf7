package org.basin.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.basin.importance.Design;
import org.basin.importance.Factor;
import org.basin.space.Axis;
import org.basin.sweep.SweepWriter;
import org.basin.trial.Job;
import org.junit.jupiter.api.Test;

class ZoomTest {

  private static final String SWEEP =
      """
      model: energy
      data: xor
      replicates: 2
      parameters:
        scheme: {values: [ep, chl]}
        epochs: {min: 1, max: 9, step: 2}
        beta: {values: [0.5, 0.1, 0.9]}
        alpha: {min: 0.01, max: 1, count: 5, distribution: log_uniform_values}
        weight_0_0_0: {min: -2, max: 2, step: 0.5}
        weight_0_0_1: {min: -2, max: 2, count: 9}
        weight_0_1_0: {values: [1, 2, 3]}
        weight_0_1_1: {values: [4, 5, 6]}
      zip: [[weight_0_1_0, weight_0_1_1]]
      where: beta < 0.8
      """;

  private static String zoomed(String x, String y, String window) throws Exception {
    Job job = Job.parsed("t.yaml", SWEEP);
    Zoom zoom = Zoom.of(window, axis(job, x), axis(job, y));
    String text = zoom.file(job.sweep(), "near", Optional.of("Where?"), "results/t");
    // it is a sweep, and says all of it
    Job next = Job.parsed("near.yaml", text);
    assertThat(text)
        .endsWith(SweepWriter.write(next.sweep()))
        .startsWith("# Where?\n#\n# A window");
    assertThat(next.space().count()).isPositive();
    return text;
  }

  private static Axis axis(Job job, String name) {
    return job.axes().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void rangesHaveAsManyValuesInAWindowAsTheyHadInAll() throws Exception {
    assertThat(zoomed("alpha", "weight_0_0_0", "0.02:0.5,-0.25:0.25"))
        .contains(
            "name: near\n",
            "alpha: {min: 0.02, max: 0.5, count: 5, distribution: log_uniform_values}",
            "weight_0_0_0: {min: -0.25, max: 0.25, count: 9}",
            "weight_0_0_1: {min: -2, max: 2, count: 9}",
            "where: \"beta < 0.8\"");
    assertThat(zoomed("weight_0_0_1", "epochs", "-1:3,2.5:40"))
        .contains(
            "weight_0_0_1: {min: -1, max: 3, count: 9}", "epochs: {min: 3, max: 39, step: 9}");
  }

  @Test
  void wholeNumbersAreThoseThatAreThere() throws Exception {
    assertThat(zoomed("epochs", "alpha", "2:4,0.1:1"))
        .contains("epochs: {min: 2, max: 4, step: 1}");
    assertThat(zoomed("epochs", "alpha", "2.5:3.5,0.1:1"))
        .contains("epochs: {min: 3, max: 3, step: 1}");
  }

  @Test
  void ofListedValuesThoseWithinAreLeft() throws Exception {
    assertThat(zoomed("beta", "alpha", "0.2:2,0.1:1")).contains("beta: {values: [0.5, 0.9]}");
  }

  @Test
  void axesThatAreWalkedTogetherAreChosenByACondition() throws Exception {
    assertThat(zoomed("weight_0_1_0", "alpha", "1.5:3,0.1:1"))
        .contains(
            "weight_0_1_0: {values: [1, 2, 3]}",
            "where: \"beta < 0.8 && weight_0_1_0 >= 1.5 && weight_0_1_0 <= 3\"");
  }

  @Test
  void aWindowWithoutAValueIsRefused() {
    assertThatThrownBy(() -> zoomed("beta", "alpha", "2:3,0.1:1"))
        .hasMessage("must leave a value of beta, got 2 to 3");
    assertThatThrownBy(() -> zoomed("epochs", "alpha", "2.1:2.9,0.1:1"))
        .hasMessage("must leave a value of epochs, got 2.1 to 2.9");
    assertThatThrownBy(() -> zoomed("scheme", "alpha", "2:3,0.1:1"))
        .hasMessage("needs axes of numbers, got scheme, whose values are texts");
  }

  @Test
  void whatIsShownAnswersTheQuestionOfTheSweep() throws Exception {
    assertThat(shown("")).isEqualTo("free_error == 0");
    assertThat(shown("answer: {mean: cost, by: [beta]}")).isEqualTo("cost");
    assertThat(shown("answer: [{share: 'error < 9', by: []}, {mean: cost, by: []}]"))
        .isEqualTo("error < 9");
    assertThat(shown("output: {metrics: [error]}")).isEqualTo("error");
  }

  private static String shown(String more) throws Exception {
    return Focus.measure(Job.parsed("t.yaml", SWEEP + more + "\n")).text();
  }

  @Test
  void axesOfTheSweepAreItsFactors() throws Exception {
    Job job = Job.parsed("t.yaml", SWEEP);
    assertThat(Design.of(job.sweep(), job.space()).factors())
        .extracting(Factor::name)
        .isEqualTo(
            List.of(
                "scheme",
                "epochs",
                "beta",
                "alpha",
                "weight_0_0_0",
                "weight_0_0_1",
                "weight_0_1_0 with weight_0_1_1"));
  }
}
