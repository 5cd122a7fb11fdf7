package org.basin.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The code blocks of a Markdown text and what is said of each in comments right above it. */
final class Markdown {

  private static final Pattern MARK = Pattern.compile("<!-- ([a-z ]+)(?:: (.*?))? -->");
  private static final String FENCE = "```";

  private Markdown() {}

  /**
   * One block.
   *
   * @param line of its first fence, from 1
   * @param language the words after the fence, such as {@code sh} or {@code sql duckdb}
   * @param text between the fences
   * @param marks the comments above it, {@code <!-- key: value -->}
   * @param output the block {@code text} right below it: what it prints
   */
  record Block(
      int line, String language, String text, Map<String, String> marks, Optional<String> output) {

    Optional<String> mark(String key) {
      return Optional.ofNullable(marks.get(key));
    }

    private Block withOutput(String shown) {
      return new Block(line, language, text, marks, Optional.of(shown));
    }
  }

  static List<Block> blocks(List<String> lines) {
    List<Block> blocks = new ArrayList<>();
    Map<String, String> marks = new LinkedHashMap<>();
    boolean below = false; // only blanks since the last block
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Matcher mark = MARK.matcher(line);
      if (line.startsWith(FENCE)) {
        int end = i + 1;
        while (!lines.get(end).equals(FENCE)) {
          end++;
        }
        String language = line.substring(FENCE.length()).strip();
        String text = String.join("\n", lines.subList(i + 1, end));
        if (below && language.equals("text")) {
          blocks.add(blocks.remove(blocks.size() - 1).withOutput(text));
        } else {
          blocks.add(new Block(i + 1, language, text, Map.copyOf(marks), Optional.empty()));
        }
        i = end;
        below = !language.equals("text");
        marks.clear();
      } else if (mark.matches()) {
        marks.put(mark.group(1), Optional.ofNullable(mark.group(2)).orElse(""));
        below = false;
      } else if (!line.isBlank()) {
        marks.clear();
        below = false;
      }
    }
    return blocks;
  }
}
