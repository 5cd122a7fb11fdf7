package org.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.basin.cli.Markdown.Block;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every row of the page on the notebooks does what it says. */
class NotebooksTest {

  private static final Pattern ROW = Pattern.compile("(?m)^\\| .* \\| .* \\| `([^`]+)` \\|$");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  @TempDir private Path home;

  @Test
  void everyRowIsExecuted() throws Exception {
    Path page = Path.of("docs/from-the-notebooks.md");
    String text = Files.readString(page);
    for (Block block : Markdown.blocks(text.lines().toList())) {
      String sweep =
          block.text().replace("start_from: results/", "start_from: " + home + "/results/");
      Files.writeString(home.resolve(block.mark("file").orElseThrow()), sweep + "\n");
    }
    List<MatchResult> rows = ROW.matcher(text).results().toList();
    long lines = text.lines().filter(line -> line.startsWith("| ")).count();
    assertThat(rows).as("rows that end in something to run").hasSize((int) lines - 4);
    for (MatchResult row : rows) {
      run(row.group(1));
    }
    assertThat(home.resolve("graphs/trial-5/network-end.svg")).content().startsWith("<svg ");
    assertThat(home.resolve("results/bench/pictures/losses.png")).exists();
    assertThat(home.resolve("results/memory/pictures/trial-0/patterns.png")).exists();
    assertThat(home.resolve("many/cost.png")).exists();
  }

  private void run(String what) throws Exception {
    if (!what.startsWith("./basin ")) {
      assertThat(Class.forName(what)).isNotNull();
      return;
    }
    List<String> words = new ArrayList<>();
    WORD.matcher(what.substring("./basin ".length()))
        .results()
        .map(
            word ->
                IntStream.rangeClosed(1, 2)
                    .mapToObj(word::group)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElseThrow())
        .forEach(word -> words.add(placed(word, words)));
    if (words.get(0).equals("run")) {
      words.add("output.path=" + home.resolve("results"));
    }
    Shell shell = Shell.run(words.toArray(String[]::new));
    assertThat(shell.code()).as(what + "\n" + shell.err()).isZero();
    assertThat(shell.out()).as(what).isNotBlank();
  }

  /** Sweeps of the page, results and pictures lie in the folder of the test. */
  private String placed(String word, List<String> before) {
    boolean output = !before.isEmpty() && before.get(before.size() - 1).equals("--output");
    boolean own = word.startsWith("results/") || word.matches("[a-z-]+\\.yaml") || output;
    return own ? home.resolve(word).toString() : word;
  }
}
