package org.basin.cli.process;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.basin.run.UsageException;

/**
 * The file of settings that ./basin starts Spark with: spark-defaults.conf of SPARK_CONF_DIR when
 * that has one, else of the checkout. Under spark-submit there is none: it reads its own.
 */
public final class SparkDefaults {

  /** The folder of the checkout that ./basin was started from; absent under spark-submit. */
  public static final String HOME = "basin.home";

  private SparkDefaults() {}

  /** Its settings, save those that a property of this process says otherwise. */
  public static Map<String, String> read() {
    Map<String, String> settings = file().map(SparkDefaults::read).orElseGet(TreeMap::new);
    settings.keySet().removeIf(key -> System.getProperty(key) != null);
    return settings;
  }

  private static Optional<Path> file() {
    String home = System.getProperty(HOME);
    if (home == null) {
      return Optional.empty();
    }
    String given = System.getenv("SPARK_CONF_DIR");
    Path mine = Path.of(home, "conf", "spark-defaults.conf");
    Path file = given == null || given.isEmpty() ? mine : Path.of(given, "spark-defaults.conf");
    return Optional.of(Files.isRegularFile(file) ? file : mine).filter(Files::isRegularFile);
  }

  private static Map<String, String> read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UsageException(
          "Spark's defaults must be readable, got " + file + ": " + e.getMessage());
    }
    Map<String, String> settings = new TreeMap<>();
    for (String key : properties.stringPropertyNames()) {
      settings.put(key, properties.getProperty(key).strip());
    }
    return settings;
  }
}
