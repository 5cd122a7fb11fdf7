package org.basin.sweep.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.basin.sweep.Remarks;
import org.basin.sweep.SmallVocabulary;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.sweep.SweepWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person says beside a sweep: notes and tags. */
class RemarksTest {

  private static final String SWEEP = "model: energy\ndata: xor\nparameters:\n  beta: 0.1\n";

  private static Sweep parse(String text, String... overrides) throws SweepException {
    return new SweepParser(new SmallVocabulary())
        .parse("x.yaml", text.getBytes(StandardCharsets.UTF_8), List.of(overrides));
  }

  @Test
  void aSweepWithoutThemHasNone() throws SweepException {
    assertThat(parse(SWEEP).remarks()).isEqualTo(Remarks.NONE);
    assertThat(SweepWriter.write(parse(SWEEP))).doesNotContain("notes", "tags");
  }

  @Test
  void theyAreReadAndWrittenBack() throws SweepException {
    String said =
        """
        notes: |
          After the talk: does "more" noise help?
            - see page 3 \\ 4
        tags: [xor, "first try", 2026, "true"]
        """;
    Sweep sweep = parse(SWEEP + said);
    assertThat(sweep.remarks().notes())
        .isEqualTo("After the talk: does \"more\" noise help?\n  - see page 3 \\ 4");
    assertThat(sweep.remarks().tags()).containsExactly("xor", "first try", "2026", "true");
    assertThat(parse(SweepWriter.write(sweep))).isEqualTo(sweep);
  }

  @Test
  void theyAreNoPartOfTheDigestAndOfNoDifference() throws SweepException {
    Sweep bare = parse(SWEEP);
    Sweep said = parse(SWEEP + "notes: a text\ntags: [a]\n");
    assertThat(SweepWriter.digest(said)).isEqualTo(SweepWriter.digest(bare));
    assertThat(SweepWriter.differences(said, bare)).isEmpty();
  }

  @Test
  void theCommandLineMaySayThem() throws SweepException {
    Sweep sweep = parse(SWEEP, "notes=first, then 3", "tags=[a, b]");
    assertThat(sweep.remarks()).isEqualTo(new Remarks("first, then 3", List.of("a", "b")));
    assertThat(parse(SWEEP, "tags=a, b c").remarks().tags()).containsExactly("a", "b c");
    assertThat(parse(SWEEP, "tags=a").remarks().tags()).containsExactly("a");
    String said = SWEEP + "notes: a text\ntags: [a]\n";
    assertThat(parse(said, "~notes", "~tags").remarks()).isEqualTo(Remarks.NONE);
  }

  @Test
  void asManyAndAsLongOnesAsTheLimitsSayAreRead() throws SweepException {
    String notes = "😀".repeat(Remarks.MOST_NOTES);
    String tag = "x".repeat(Remarks.MOST_TAG);
    assertThat(parse(SWEEP + "notes: " + notes + "\ntags: [" + tag + "]\n").remarks())
        .isEqualTo(new Remarks(notes, List.of(tag)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "notes: [a]             | x.yaml:5:8: notes: must be a text, got a list",
        "notes:                 | x.yaml:5:7: notes: must be a text, got nothing",
        "notes: '  '            | x.yaml:5:8: notes: must hold more than blanks, got",
        "'notes: \"a\\u0007b\"' | x.yaml:5:8: notes: must be lines of printable characters, got",
        "notes: LONG            | x.yaml:5:8: notes: must have at most 4,000 characters, got 4,001",
        "tags: xor              | x.yaml:5:7: tags: must be a list of texts such as [first,"
            + " second]",
        "tags: [a, [b]]         | x.yaml:5:11: tags[1]: must be a text, got a list",
        "tags: [a, b, a]        | x.yaml:5:14: tags[2]: a tag must stand once, got a again",
        "'tags: [\"a\\nb\"]'    | x.yaml:5:8: tags[0]: must be one line of printable characters",
        "tags: [WIDE]           | x.yaml:5:8: tags[0]: must have at most 64 characters, got 65",
        "tags: [MANY]           | x.yaml:5:7: tags: must be at most 32, got 33"
      })
  void mistakesAreNamed(String said, String message) {
    String many = String.join(", ", java.util.Collections.nCopies(33, "a"));
    String text =
        said.replace("LONG", "x".repeat(4001))
            .replace("WIDE", "x".repeat(65))
            .replace("MANY", many);
    assertThatThrownBy(() -> parse(SWEEP + text + "\n"))
        .isInstanceOf(SweepException.class)
        .hasMessageStartingWith(message);
  }
}
