package org.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.basin.cli.Markdown.Block;
import org.basin.cli.process.Exit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages of docs that show commands, command by command. */
class PagesTest {

  private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

  @TempDir private Path home;

  @ParameterizedTest
  @CsvSource({
    "answers.md, 3",
    "data.md, 4",
    "layers.md, 6",
    "runs.md, 5",
    "search.md, 4",
    "sweeps.md, 6",
    "what-matters.md, 5"
  })
  void commandsPrintWhatThePageShows(String page, int commands) throws Exception {
    List<Block> blocks = Markdown.blocks(Files.readAllLines(Path.of("docs", page)));
    int shown = 0;
    for (Block block : blocks) {
      if (block.mark("file").isPresent()) {
        Files.writeString(home.resolve(block.mark("file").get()), block.text() + "\n");
      }
      if (block.language().equals("sh")) {
        Shell shell = Shell.run(words(block.text()));
        int code = block.mark("exits").map(Integer::valueOf).orElse(Exit.DONE);
        assertThat(shell.code()).as(shell.err()).isEqualTo(code);
        String said = code == Exit.DONE ? shell.out() : shell.err();
        String here = said.replace(home + "/", "");
        String shownThere = block.output().orElseThrow() + "\n";
        boolean vary = block.mark("widths vary").isPresent();
        assertThat(vary ? ageless(here) : here).contains(vary ? ageless(shownThere) : shownThere);
        shown++;
      }
    }
    assertThat(shown).isEqualTo(commands);
  }

  /** Without ages, and with one blank between columns, whose widths follow from them. */
  private static String ageless(String text) {
    return text.replaceAll(" \\d+ (s|min) ", " 1 s ").replaceAll(" +", " ");
  }

  /** The command's words, with files and results in a folder of this test. */
  private String[] words(String command) {
    List<String> words = new ArrayList<>();
    WORD.matcher(command)
        .results()
        .map(
            word ->
                IntStream.rangeClosed(1, 3)
                    .mapToObj(word::group)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElseThrow())
        .forEach(
            word ->
                words.add(
                    word.matches("results(/.*)?|.*\\.yaml") ? home.resolve(word) + "" : word));
    assertThat(words.remove(0)).isEqualTo("./basin");
    if (words.get(0).equals("run")) {
      words.add("output.path=" + home.resolve("results"));
    }
    return words.toArray(String[]::new);
  }
}
