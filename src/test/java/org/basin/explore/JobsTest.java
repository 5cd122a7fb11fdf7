package org.basin.explore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.basin.sweep.SweepException;
import org.basin.trial.Job;
import org.basin.trial.StartParameters;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JobsTest {

  /** Those whose data come with this repository and whose trials are small. */
  static Stream<Path> jobs() throws Exception {
    return Files.list(Path.of("jobs"))
        .filter(file -> file.toString().endsWith(".yaml"))
        .filter(file -> !file.toString().matches(".*(fashion|images|neural-grid).*"))
        .sorted();
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void everyJobHasSlidersAndATrialThatIsShown(Path file) throws Exception {
    Configuration configuration = new Configuration();
    Explored explored =
        new Explored(changes -> Job.read(file.toString(), configuration, changes), configuration);
    Job job = explored.job(List.of());
    Map<String, Object> controls = Controls.of(job, "", explored.measurable(job));
    assertThat((List<?>) controls.get("sliders")).isNotEmpty();
    assertThat((List<?>) controls.get("metrics")).isNotEmpty();
    Scene scene = Scene.of(new ObjectMapper().readTree("{}"));
    Map<String, Object> told = train(explored, scene);
    assertThat(told.get("state")).isIn("COMPLETE", "DIVERGED");
    assertThat((List<?>) told.get("figures")).isNotEmpty();
  }

  private static Map<String, Object> train(Explored explored, Scene scene) throws SweepException {
    return new OneTrial(explored, scene, 0).train(StartParameters.NONE).answer();
  }
}
