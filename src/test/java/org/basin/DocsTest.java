package org.basin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pages lead where they say, indexes are complete, and the page on architecture names what is. */
class DocsTest {

  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s#]+)(?:#[^)]*)?\\)");

  /** {@code store.RunWriter#commit} between backticks. */
  private static final Pattern NAME =
      Pattern.compile("`([a-z]\\w*(?:\\.[a-z]\\w*)*)\\.([A-Z]\\w*)(?:#(\\w+))?`");

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (String folder : List.of(".", "docs", "docs/decisions", "jobs")) {
      try (Stream<Path> files = Files.list(Path.of(folder))) {
        files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
      }
    }
    return pages;
  }

  @Test
  void everyLinkLeadsToAFile() throws IOException {
    int links = 0;
    for (Path page : pages()) {
      for (MatchResult link : LINK.matcher(Files.readString(page)).results().toList()) {
        if (!link.group(1).matches("[a-z]+:.*")) {
          assertThat(page.toAbsolutePath().resolveSibling(link.group(1))).as("" + page).exists();
          links++;
        }
      }
    }
    assertThat(links).isGreaterThan(60);
  }

  @Test
  void theClassesThatItNamesExist() throws Exception {
    String page = Files.readString(Path.of("docs/architecture.md"));
    List<MatchResult> names = NAME.matcher(page).results().toList();
    assertThat(names).hasSizeGreaterThan(20);
    for (MatchResult name : names) {
      Class<?> type =
          Class.forName(
              "org.basin." + name.group(1) + "." + name.group(2),
              false,
              getClass().getClassLoader());
      if (name.group(3) != null) {
        assertThat(type.getDeclaredMethods())
            .as(name.group())
            .anyMatch(method -> method.getName().equals(name.group(3)));
      }
    }
  }

  @Test
  void theIndexesNameEveryDecisionAndEveryJob() throws IOException {
    for (String folder : List.of("docs/decisions", "jobs")) {
      String index = Files.readString(Path.of(folder, "README.md"));
      try (Stream<Path> files = Files.list(Path.of(folder))) {
        List<String> names =
            files
                .filter(Files::isRegularFile)
                .map(file -> file.getFileName().toString())
                .filter(name -> name.matches("\\d.*\\.md|.*\\.yaml"))
                .toList();
        assertThat(names).hasSizeGreaterThan(10);
        assertThat(names).allSatisfy(name -> assertThat(index).contains("(" + name + ")"));
      }
    }
  }

  @Test
  void theReadmeOfJobsAsksTheirQuestions() throws IOException {
    String index = Files.readString(Path.of("jobs", "README.md"));
    try (Stream<Path> files = Files.list(Path.of("jobs"))) {
      for (Path file : files.filter(name -> name.toString().endsWith(".yaml")).toList()) {
        String first = Files.readAllLines(file).get(0).replaceFirst("^# ", "");
        String question = first.contains("?") ? first.substring(0, first.indexOf('?') + 1) : first;
        assertThat(index).as("" + file).contains(question);
      }
    }
  }
}
