package org.basin.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.spark.resource.ResourceProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaveProfileTest {

  @Test
  void theExampleLetsFourTasksShareAGpu() throws Exception {
    Properties example = new Properties();
    try (Reader file = Files.newBufferedReader(Path.of("conf/gpu.conf"))) {
      example.load(file);
    }
    Map<String, String> settings = new HashMap<>();
    for (String key : example.stringPropertyNames()) {
      if (key.startsWith(WaveProfile.PREFIX)) {
        settings.put(key.substring(WaveProfile.PREFIX.length()), example.getProperty(key).strip());
      }
    }
    ResourceProfile profile = WaveProfile.of(settings).orElseThrow();
    assertThat(profile.taskResourcesJMap().get("gpu").amount()).isEqualTo(0.25);
    assertThat(profile.taskResourcesJMap().get("cpus").amount()).isEqualTo(1);
    assertThat(profile.executorResourcesJMap()).isEmpty();
  }

  @Test
  void executorsOfTheWavesCanBeAskedFor() {
    ResourceProfile profile =
        WaveProfile.of(
                Map.of(
                    "task.gpus", "1",
                    "executor.cores", "17",
                    "executor.memory", "3g",
                    "executor.gpus", "2",
                    "executor.gpus.script", "/opt/basin/gpus",
                    "executor.gpus.vendor", "nvidia.com"))
            .orElseThrow();
    var executor = profile.executorResourcesJMap();
    assertThat(executor.get("cores").amount()).isEqualTo(17);
    assertThat(executor.get("memory").amount()).isEqualTo(3072);
    assertThat(executor.get("gpu").amount()).isEqualTo(2);
    assertThat(executor.get("gpu").discoveryScript()).isEqualTo("/opt/basin/gpus");
    assertThat(executor.get("gpu").vendor()).isEqualTo("nvidia.com");
  }

  @Test
  void withoutASettingThereIsNoProfile() {
    assertThat(WaveProfile.of(Map.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "task.gpus, 2, it must be above 0 and at most 1",
    "task.gpus, 0, it must be above 0 and at most 1",
    "task.gpus, many, it must be above 0 and at most 1",
    "task.cpus, 0.5, it must be a whole number of 1 or more",
    "executor.gpus, -1, it must be a whole number of 1 or more",
    "gpus, 1, it must be task.cpus"
  })
  void whatCannotBeIsRefused(String name, String value, String law) {
    assertThatThrownBy(() -> WaveProfile.of(Map.of(name, value)))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("spark.basin.wave." + name + ": " + law)
        .hasMessageEndingWith("got " + value);
  }
}
