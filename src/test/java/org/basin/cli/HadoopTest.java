package org.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.basin.cli.process.Hadoop;
import org.basin.cli.process.SparkDefaults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HadoopTest {

  private static final String ENDPOINT = "spark.hadoop.fs.s3a.endpoint";

  @TempDir private Path home;

  @AfterEach
  void forget() {
    System.clearProperty(SparkDefaults.HOME);
    System.clearProperty(ENDPOINT);
  }

  @Test
  void aStoreIsReachedBeforeSparkIsUpAsItIsAfterwards() throws Exception {
    Files.writeString(
        Files.createDirectory(home.resolve("conf")).resolve("spark-defaults.conf"),
        ENDPOINT + "  http://file:9000\nspark.hadoop.fs.s3a.path.style.access true\n");
    assertThat(Hadoop.configuration().get("fs.s3a.endpoint")).isNotEqualTo("http://file:9000");
    System.setProperty(SparkDefaults.HOME, home.toString());
    Configuration configuration = Hadoop.configuration();
    assertThat(configuration.get("fs.s3a.endpoint")).isEqualTo("http://file:9000");
    assertThat(configuration.get("fs.s3a.path.style.access")).isEqualTo("true");
    System.setProperty(ENDPOINT, "http://property:9000");
    assertThat(Hadoop.configuration().get("fs.s3a.endpoint")).isEqualTo("http://property:9000");
  }
}
