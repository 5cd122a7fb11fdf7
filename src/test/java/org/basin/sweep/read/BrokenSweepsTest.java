package org.basin.sweep.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.basin.sweep.SmallVocabulary;
import org.basin.sweep.SweepException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every file in {@code broken-sweeps} is one broken sweep. Its lines {@code #! message} are what
 * the parser must say, word for word, and its lines {@code #$ word} are overrides.
 */
class BrokenSweepsTest {

  static List<String> files() throws IOException, URISyntaxException {
    try (Stream<Path> files = Files.list(folder())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static Path folder() throws URISyntaxException {
    return Path.of(BrokenSweepsTest.class.getResource("/broken-sweeps").toURI());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void everyMistakeIsNamedWithPlaceLawAndValues(String file) throws Exception {
    byte[] content = Files.readAllBytes(folder().resolve(file));
    String text = new String(content, StandardCharsets.UTF_8);
    String expected = String.join("\n", marked(text, "#! "));
    assertThat(expected).isNotEmpty();

    SweepException e =
        catchThrowableOfType(
            SweepException.class,
            () -> new SweepParser(new SmallVocabulary()).parse(file, content, marked(text, "#$ ")));

    assertThat(e).as("nothing was found wrong").isNotNull();
    assertThat(e.getMessage()).isEqualTo(expected);
  }

  private static List<String> marked(String text, String mark) {
    return text.lines()
        .filter(line -> line.startsWith(mark))
        .map(line -> line.substring(mark.length()))
        .toList();
  }

  @Test
  void thereAreManyOfThem() throws Exception {
    assertThat(files()).hasSizeGreaterThan(70);
  }
}
