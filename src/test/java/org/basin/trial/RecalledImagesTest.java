package org.basin.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.basin.data.Datasets;
import org.basin.learn.Score;
import org.basin.space.Space;
import org.basin.sweep.Sweep;
import org.basin.sweep.read.SweepParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The job that recalls images, cut short: half of each is shown and held. */
final class RecalledImagesTest {

  @Test
  void aSoftmaxMemoryGivesBackImagesOfFiguresOnEitherEngine() throws Exception {
    assertThat(recalled("memory={values: [softmax]}", "engine=vector")).isGreaterThan(0.95);
    assertThat(recalled("memory={values: [softmax]}", "engine=nd4j")).isGreaterThan(0.95);
    assertThat(recalled("memory={values: [identity]}", "engine=vector")).isLessThan(0.05);
  }

  @Test
  @EnabledIfEnvironmentVariable(named = "BASIN_DATA", matches = ".+")
  void aSoftmaxMemoryGivesBackClothes() throws Exception {
    Path data = Path.of(System.getenv("BASIN_DATA"), "fashion-mnist-sample").toAbsolutePath();
    assertThat(recalled("memory={values: [softmax]}", "data=idx", "data.path=" + data))
        .isGreaterThan(0.9);
  }

  /** Mean share of 30 images given back, of two trials. */
  private static double recalled(String... words) throws Exception {
    List<String> overrides = new ArrayList<>(List.of(words));
    overrides.addAll(List.of("patterns={values: [30]}", "erased={values: [0.5]}", "replicates=2"));
    Models models = new Models(new Configuration());
    Path job = Path.of("jobs/ham-recall-images.yaml");
    Sweep sweep = new SweepParser(models).parse(job.toString(), Files.readAllBytes(job), overrides);
    Space space = Space.of(sweep, models);
    try (BlockRunner runner =
        new BlockRunner(
            new Job(sweep, space), true, () -> Datasets.of(sweep.data(), new Configuration()))) {
      Results results = runner.run(space.blocks(0, 2, 2).iterator().next());
      int column = models.scores(sweep).stream().map(Score::name).toList().indexOf("recalled");
      return (results.score(column, 0) + results.score(column, 1)) / 2;
    }
  }
}
