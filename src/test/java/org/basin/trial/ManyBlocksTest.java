package org.basin.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ManyBlocksTest {

  @TempDir private Path folder;

  /** A fixed heap, all of it touched from the start, so that what grows is outside of it. */
  @Test
  void memoryStaysFlatOverManyBlocks() throws Exception {
    Path output = folder.resolve("megabytes");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@conf/jvm.options",
                "-Xms192m",
                "-Xmx192m",
                "-XX:+AlwaysPreTouch",
                "-Dlog4j2.configurationFile=conf/log4j2.properties",
                "-cp",
                System.getProperty("java.class.path"),
                ManyBlocks.class.getName(),
                System.getProperty("blocks", "1000"))
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.waitFor()).isZero();
    List<String> lines = Files.readAllLines(output);
    lines.forEach(System.out::println);
    List<Integer> megabytes =
        lines.stream().map(line -> Integer.valueOf(line.split(" ")[1])).toList();
    assertThat(megabytes).hasSize(10);
    // the first fifth warms the compiler and the allocators up
    assertThat(megabytes.subList(2, 10)).allMatch(now -> now < megabytes.get(1) + 60);
  }
}
