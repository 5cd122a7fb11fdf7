package org.basin.cli;

import java.util.Optional;
import org.apache.spark.package$;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {
      "Basin " + number(),
      "Spark " + package$.MODULE$.SPARK_VERSION(),
      "Java " + System.getProperty("java.runtime.version"),
      System.getProperty("os.name") + " " + System.getProperty("os.arch")
    };
  }

  /** Of this build; "development" where classes do not come from the jar. */
  static String number() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
