package org.basin.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.basin.store.Wave;
import org.junit.jupiter.api.Test;

class ProgressTest {

  @Test
  void theLineSaysHowFarHowFastAndHowGood() {
    StringWriter text = new StringWriter();
    try (Progress progress =
        new Progress(new PrintWriter(text), 4000, 2000, 1000, 2, "error", true)) {
      assertThat(progress.line()).isEqualTo("1,000 of 4,000 trials (25.0 %)");
      progress.finished(500);
      assertThat(progress.line())
          .matches("1,500 of 4,000 trials \\(37\\.5 %\\), [\\d,]+/s, .* left");
      progress.committed(1000, 1e-9);
      progress.best(new Wave.Extent("error", 0.25, 75));
      progress.best(new Wave.Extent("error", Double.NaN, Double.NaN));
      progress.best(new Wave.Extent("error", 0.5, 0.5));
      progress.best(new Wave.Extent("cost", 0.1, 0.1));
      assertThat(progress.line())
          .matches(
              "2,000 of 4,000 trials \\(50\\.0 %\\), [\\d,]+/s, training \\d+ %, Spark and store"
                  + " \\d+ %, best error 0\\.25");
      progress.finished(10);
      progress.dropped();
      assertThat(progress.line()).startsWith("2,000 of");
    }
    assertThat(text.toString()).startsWith("2,000 of 4,000 trials");
  }

  @Test
  void theBestOfAMetricOfWhichMoreIsBetterIsTheGreatest() {
    try (Progress progress =
        new Progress(new PrintWriter(new StringWriter()), 9, 9, 0, 1, "recalled", false)) {
      progress.best(new Wave.Extent("recalled", 0.25, 0.75));
      progress.best(new Wave.Extent("recalled", 0, 0.5));
      assertThat(progress.line()).endsWith(", best recalled 0.75");
    }
  }

  @Test
  void durationsHaveTwoUnits() {
    assertThat(Progress.duration(59.4)).isEqualTo("59 s");
    assertThat(Progress.duration(61)).isEqualTo("1 min 1 s");
    assertThat(Progress.duration(3725)).isEqualTo("1 h 2 min");
    assertThat(Progress.duration(90_000)).isEqualTo("1 d 1 h");
  }

  @Test
  void theLineFitsAndKeepsWhatMattersMost() {
    try (Progress progress =
        new Progress(
            new PrintWriter(new StringWriter()),
            4_750_104_241L,
            4_750_104_241L,
            0,
            2,
            "free_error",
            true)) {
      progress.committed(1_000_000, 1e-9);
      progress.best(new Wave.Extent("free_error", 0.25, 75));
      String whole = progress.line(Integer.MAX_VALUE, 0.0625);
      assertThat(whole.length()).isGreaterThan(100);
      List<String> parts = List.of(" left", ", best free_error 0.25", "/s", ", training", "Spark");
      for (int most = 1; most <= whole.length() + 20; most++) {
        String line = progress.line(most, 0.0625);
        assertThat(line.length()).as("" + most).isLessThanOrEqualTo(most);
        for (int i = 1; i < parts.size(); i++) {
          assertThat(!line.contains(parts.get(i)) || line.contains(parts.get(i - 1)))
              .as(line)
              .isTrue();
        }
      }
      assertThat(progress.line(79, 0.0625)).endsWith(" left").doesNotContain("Spark");
      assertThat(progress.line(41, 0.0625)).isEqualTo("1,000,000 of 4,750,104,241 trials (0.0 %)");
      assertThat(progress.line(40, 0.0625)).isEqualTo("0.0 %");
    }
  }

  @Test
  void oneTrialIsATrial() {
    try (Progress progress =
        new Progress(new PrintWriter(new StringWriter()), 1, 1, 1, 1, "error", true)) {
      assertThat(progress.line()).isEqualTo("1 of 1 trial (100.0 %)");
    }
  }
}
