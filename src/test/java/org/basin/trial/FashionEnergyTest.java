package org.basin.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.basin.data.Datasets;
import org.basin.learn.Score;
import org.basin.space.Space;
import org.basin.sweep.Sweep;
import org.basin.sweep.read.SweepParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The job on real images, cut short; chance is an error of 90 %. */
@EnabledIfEnvironmentVariable(named = "BASIN_DATA", matches = ".+")
final class FashionEnergyTest {

  @Test
  void centredEquilibriumPropagationLearnsImagesInThreeEpochs() throws Exception {
    Path data = Path.of(System.getenv("BASIN_DATA"), "fashion-mnist-sample").toAbsolutePath();
    Models models = new Models(new Configuration());
    Sweep sweep =
        new SweepParser(models)
            .parse(
                "jobs/fashion-energy.yaml",
                Files.readAllBytes(Path.of("jobs/fashion-energy.yaml")),
                List.of("data.path=" + data, "epochs=3", "replicates=1"));
    Space space = Space.of(sweep, models);
    try (BlockRunner runner =
        new BlockRunner(
            new Job(sweep, space), true, () -> Datasets.of(sweep.data(), new Configuration()))) {
      Results results = runner.run(space.blocks(0, 1, 1).iterator().next());
      int column = models.scores(sweep).stream().map(Score::name).toList().indexOf("test_error");
      assertThat(results.score(column, 0)).isBetween(10f, 30f);
    }
  }
}
