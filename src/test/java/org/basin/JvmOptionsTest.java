package org.basin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;

/** conf/jvm.options gives a plain java what spark-submit gives the JVMs that it starts. */
class JvmOptionsTest {

  @Test
  void theListIsSparksOwn() throws IOException {
    assertThat(Files.readAllLines(Path.of("conf", "jvm.options")))
        .containsExactlyElementsOf(words(JavaModuleOptions.defaultModuleOptions()));
  }

  @Test
  void theTestsRunWithIt() {
    assertThat(ModuleLayer.boot().findModule("jdk.incubator.vector")).isPresent();
  }

  private static Iterable<String> words(String options) {
    return Arrays.asList(options.strip().split("\\s+"));
  }
}
