package org.basin.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What computed a wave: recorded with it, so that a deviation can be traced to its cause. */
public final class Provenance {

  private Provenance() {}

  /** Of the driver's machine; in a cluster the executors' may differ in all but the version. */
  static Map<String, String> here(String spark) {
    Map<String, String> facts = new TreeMap<>();
    facts.put(
        "version",
        Optional.ofNullable(Provenance.class.getPackage().getImplementationVersion())
            .orElse("development"));
    facts.put("spark", spark);
    facts.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    facts.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.put("cpu", cpu());
    return facts;
  }

  /** Model name of this machine's processor, or its architecture. */
  public static String cpu() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException | java.io.UncheckedIOException notLinux) {
      return System.getProperty("os.arch");
    }
  }
}
