package org.basin.cli;

import java.util.Optional;
import org.apache.spark.SparkConf;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {
      "Basin " + number(),
      "Spark " + spark(),
      "Java " + System.getProperty("java.runtime.version"),
      System.getProperty("os.name") + " " + System.getProperty("os.arch")
    };
  }

  /** What the jar of Spark says; asking its code takes longer. */
  private static String spark() {
    return Optional.ofNullable(SparkConf.class.getPackage().getImplementationVersion())
        .orElse("of unknown version");
  }

  /** Of this build; "development" where classes do not come from the jar. */
  static String number() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
