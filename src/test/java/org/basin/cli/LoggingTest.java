package org.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationFactory;
import org.junit.jupiter.api.Test;

/** What conf/log4j2.properties lets through to the terminal. */
class LoggingTest {

  private static final Configuration LOGGING =
      ConfigurationFactory.getInstance()
          .getConfiguration(
              new LoggerContext("test"), "test", Path.of("conf/log4j2.properties").toUri());

  static {
    LOGGING.initialize();
  }

  @Test
  void noWarningOfSparksReachesTheTerminal() {
    for (String logger :
        List.of(
            "org.apache.spark.SparkContext",
            "org.apache.spark.storage.memory.MemoryStore",
            "org.apache.spark.sql.execution.window.WindowExec",
            "org.apache.spark.util.Utils",
            "org.apache.hadoop.util.NativeCodeLoader",
            "org.apache.parquet.CorruptStatistics")) {
      assertThat(shows(logger, Level.WARN)).as(logger).isFalse();
    }
    assertThat(LOGGING.getLoggers().values())
        .filteredOn(each -> each.getName().startsWith("org.apache.spark"))
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each.getLevel()).isEqualTo(Level.OFF));
  }

  @Test
  void errorsThatNobodyElseTellsAreShown() {
    assertThat(shows("org.apache.spark.scheduler.TaskSchedulerImpl", Level.ERROR)).isTrue();
    assertThat(shows("org.apache.spark.storage.BlockManager", Level.ERROR)).isTrue();
    // a NameNode that is waited for
    assertThat(shows("org.apache.hadoop.ipc.Client", Level.INFO)).isTrue();
  }

  private static boolean shows(String logger, Level level) {
    return LOGGING.getLoggerConfig(logger).getLevel().isLessSpecificThan(level);
  }
}
