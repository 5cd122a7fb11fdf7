package org.basin.sweep.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.basin.sweep.DataSource;
import org.basin.sweep.Geometric;
import org.basin.sweep.Linear;
import org.basin.sweep.Method;
import org.basin.sweep.Setting;
import org.basin.sweep.Setting.Fixed;
import org.basin.sweep.Setting.Values;
import org.basin.sweep.SmallVocabulary;
import org.basin.sweep.Statistic;
import org.basin.sweep.Steps;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.sweep.SweepWriter;
import org.basin.sweep.WholeSteps;
import org.basin.sweep.condition.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepParserTest {

  private static final String XOR =
      """
      # From which initialisations does equilibrium propagation learn XOR?
      name: xor-initialisation-grid
      model: energy
      data: xor
      method: grid
      seed: 42
      replicates: 2
      engine: vector
      metric: {name: free_error, goal: minimize}
      parameters:
        scheme: ep
        hidden: [2, 1]
        epochs: 20
        shuffle: false
        beta: {values: [0.05, 0.1, 0.5]}
        weight_0_0_0: {min: -2, max: 2, step: 0.5}
        weight_0_1_1: {min: -2, max: 2, step: 0.5}
        alpha: {min: 0.001, max: 1, count: 13, distribution: log_uniform_values}
        alpha_0: {min: 0, max: 1, count: 5}
        alpha_1: {min: 0, max: 1, count: 5}
        free_steps: {min: 1, max: 9, count: 3}
      where: "weight_0_0_0 <= weight_0_1_1"
      zip: [[alpha_0, alpha_1]]
      output: {path: elsewhere, history: {every: 5}}
      """;

  private static final String SHORT = "model: energy\ndata: xor\nparameters:\n  beta: 0.1\n";

  @TempDir Path folder;

  private static Sweep parse(String text, String... overrides) throws SweepException {
    return new SweepParser(new SmallVocabulary())
        .parse("jobs/short.yaml", text.getBytes(StandardCharsets.UTF_8), List.of(overrides));
  }

  private static Setting beta(String setting) throws SweepException {
    return parse("model: energy\ndata: xor\nparameters:\n  beta: " + setting)
        .parameters()
        .get("beta");
  }

  private static String mistakeIn(Path file) {
    return catchThrowableOfType(
            SweepException.class,
            () -> new SweepParser(new SmallVocabulary()).parse(file, List.of()))
        .getMessage();
  }

  @Test
  void everyKeyIsRead() throws SweepException {
    Sweep sweep = parse(XOR);

    assertThat(sweep.name()).isEqualTo("xor-initialisation-grid");
    assertThat(sweep.model()).isEqualTo("energy");
    assertThat(sweep.data()).isEqualTo(DataSource.of("xor"));
    assertThat(sweep.method()).isEqualTo(new Method.Grid());
    assertThat(sweep.method().points()).isEmpty();
    assertThat(sweep.seed()).isEqualTo(42);
    assertThat(sweep.replicates()).isEqualTo(2);
    assertThat(sweep.engine()).isEqualTo("vector");
    assertThat(sweep.metric()).isEqualTo(new Sweep.Metric("free_error", true));
    assertThat(sweep.where()).hasToString("weight_0_0_0 <= weight_0_1_1");
    assertThat(sweep.zip()).containsExactly(List.of("alpha_0", "alpha_1"));
    assertThat(sweep.output())
        .isEqualTo(new Sweep.Output("elsewhere", new Sweep.Histories(5, List.of())));
    assertThat(sweep.parameters().keySet())
        .containsExactly(
            "scheme",
            "hidden",
            "epochs",
            "shuffle",
            "beta",
            "weight_0_0_0",
            "weight_0_1_1",
            "alpha",
            "alpha_0",
            "alpha_1",
            "free_steps");
    assertThat(sweep.parameters())
        .containsEntry("scheme", new Fixed("ep"))
        .containsEntry("hidden", new Fixed(List.of(2L, 1L)))
        .containsEntry("epochs", new Fixed(20L))
        .containsEntry("shuffle", new Fixed(false))
        .containsEntry("beta", new Values(List.of(0.05, 0.1, 0.5)))
        .containsEntry("weight_0_0_0", new Steps(-2, 2, 0.5))
        .containsEntry("alpha", new Geometric(0.001, 1, 13))
        .containsEntry("alpha_0", new Linear(0, 1, 5))
        .containsEntry("free_steps", new WholeSteps(1, 9, 4));
  }

  @Test
  void whichEndOfAMetricIsBetterIsItsOwnNature() throws SweepException {
    String head = "model: energy\ndata: xor\n";
    Sweep.Metric more = new Sweep.Metric("accuracy", false);
    assertThat(parse(head + "metric: {name: accuracy}\n").metric()).isEqualTo(more);
    assertThat(parse(head + "metric: {name: accuracy, goal: maximize}\n").metric()).isEqualTo(more);
    assertThat(parse(head, "metric.name=accuracy").metric()).isEqualTo(more);
    assertThat(parse(head, "metric.goal=maximize", "metric.name=accuracy").metric())
        .isEqualTo(more);
    assertThat(parse(head + "metric: {name: cost}\n").metric())
        .isEqualTo(new Sweep.Metric("cost", true));
  }

  @Test
  void aMetricSaysWhatOfItsReplicatesRanks() throws SweepException {
    String head = "model: energy\ndata: xor\n";
    for (String word : List.of("mean", "median", "q1", "q99")) {
      Statistic rank = Statistic.of(word).orElseThrow();
      Sweep.Metric ranked = new Sweep.Metric("cost", true, rank);
      assertThat(parse(head + "metric: {name: cost, rank: " + word + "}\n").metric())
          .isEqualTo(ranked);
      assertThat(parse(head, "metric.name=cost", "metric.rank=" + word).metric()).isEqualTo(ranked);
    }
    assertThat(parse(head + "metric: {rank: mean}\n").metric())
        .isEqualTo(parse(head).metric())
        .extracting(Sweep.Metric::rank)
        .isEqualTo(Statistic.MEAN);
    for (String word : List.of("q0", "q100", "q05", "average", "wilson", "''", "[mean]")) {
      assertThatThrownBy(() -> parse(head + "metric: {rank: " + word + "}\n"))
          .as(word)
          .isInstanceOf(SweepException.class)
          .hasMessageContaining("short.yaml:3:16: metric.rank: must be ");
    }
  }

  @Test
  void theGoalOfTheFilesMetricIsNotThatOfAnother() throws SweepException {
    String file = "model: energy\ndata: xor\nmetric: {name: cost, goal: minimize}\n";
    assertThat(parse(file, "metric.name=accuracy").metric())
        .isEqualTo(new Sweep.Metric("accuracy", false));
    assertThat(parse(file, "metric={name: accuracy}").metric())
        .isEqualTo(new Sweep.Metric("accuracy", false));
  }

  @Test
  void aStoredSweepIsReadAndNotJudgedButItsOverridesAre() throws SweepException {
    byte[] stored =
        "model: energy\ndata: xor\nmetric: {name: accuracy, goal: minimize}\n"
            .getBytes(StandardCharsets.UTF_8);
    SweepParser parser = new SweepParser(new SmallVocabulary());
    Sweep.Metric more = new Sweep.Metric("accuracy", false);
    assertThat(parser.parseStored("sweep.yaml", stored, List.of()).metric()).isEqualTo(more);
    assertThat(parser.parseStored("sweep.yaml", stored, List.of("epochs=3")).metric())
        .isEqualTo(more);
    assertThatThrownBy(
            () -> parser.parseStored("sweep.yaml", stored, List.of("metric.goal=minimize")))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("must be maximize or left out");
  }

  @Test
  void whatIsNotSaidHasAStandard() throws SweepException {
    Sweep sweep = parse("model: energy\ndata: xor\n");

    assertThat(sweep.name()).isEqualTo("short");
    assertThat(sweep.method()).isEqualTo(new Method.Grid());
    assertThat(sweep.seed()).isZero();
    assertThat(sweep.replicates()).isEqualTo(1);
    assertThat(sweep.engine()).isEqualTo(Sweep.AUTO);
    assertThat(sweep.metric()).isEqualTo(new Sweep.Metric("error", true));
    assertThat(sweep.parameters()).isEmpty();
    assertThat(sweep.where()).isEqualTo(Condition.ALL);
    assertThat(sweep.zip()).isEmpty();
    assertThat(sweep.output()).isEqualTo(new Sweep.Output("results", Sweep.Histories.NONE));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "+1, 1",
    "-1.5, -1.5",
    ".5, 0.5",
    "5., 5",
    "1e-3, 0.001",
    "1E+2, 100",
    "010, 10",
    "0x1F, 31",
    "0o17, 15",
    "-0, 0",
    "-0.0, 0"
  })
  void numbersAreReadAsYamlOneTwoSays(String text, double number) throws SweepException {
    assertThat(beta(text)).isEqualTo(new Fixed(number));
  }

  @Test
  void fortyOneValuesFromMinusTwoToTwoEndExactlyAtTwo() throws SweepException {
    Setting.Axis axis = (Setting.Axis) beta("{min: -2, max: 2, step: 0.1}");

    assertThat(axis.size()).isEqualTo(41);
    assertThat(axis.value(0)).isEqualTo(-2.0);
    assertThat(axis.value(20)).isEqualTo(0.0);
    assertThat(axis.value(40)).isEqualTo(2.0);
    for (int k = 0; k < 40; k++) {
      assertThat(axis.value(k)).isEqualTo((k - 20) / 10.0);
    }
  }

  @Test
  void anAxisOfManyValuesCostsNothing() throws SweepException {
    Setting.Axis million = (Setting.Axis) beta("{min: 0, max: 1, step: 0.000001}");
    Setting.Axis most = (Setting.Axis) beta("{min: 0, max: 1, count: 2147483647}");

    assertThat(million.size()).isEqualTo(1_000_001);
    assertThat(million.value(1_000_000)).isEqualTo(1.0);
    assertThat(most.size()).isEqualTo(Integer.MAX_VALUE);
    assertThat(most.value(Integer.MAX_VALUE - 1)).isEqualTo(1.0);
  }

  @Test
  void theSliderSpaceIsReadAtOnce() throws SweepException {
    StringBuilder text = new StringBuilder("model: energy\ndata: xor\nparameters:\n");
    for (String unit : List.of("0_0_0", "0_0_1", "0_1_0", "0_1_1", "1_0_0", "1_1_0")) {
      text.append("  weight_").append(unit).append(": {min: -2, max: 2, step: 0.1}\n");
    }

    assertThat(parse(text.toString()).parameters()).hasSize(6);
  }

  @Test
  void aValueMayBeWrittenAsInOtherSweepFiles() throws SweepException {
    assertThat(beta("{value: 0.1}")).isEqualTo(new Fixed(0.1));
    assertThat(parse(SHORT + "  scheme: \"ep\"").parameters().get("scheme"))
        .isEqualTo(new Fixed("ep"));
    assertThat(parse(SHORT + "  epochs: 1e3").parameters().get("epochs"))
        .isEqualTo(new Fixed(1000L));
    assertThat(parse(SHORT + "  hidden: []").parameters().get("hidden"))
        .isEqualTo(new Fixed(List.of()));
  }

  @Test
  void aConditionMayGoOverSeveralLines() throws SweepException {
    String text =
        """
        model: energy
        data: xor
        parameters:
          beta: {values: [1, 2]}
          scheme: {values: [ep, chl]}
        where: >
          beta < 2
          and scheme == "ep"
        """;

    assertThat(parse(text).where()).hasToString("beta < 2 && scheme == \"ep\"");
  }

  @Test
  void theFirstCharacterAndLineEndsOfOtherSystemsAreUnderstood() throws SweepException {
    assertThat(parse("\uFEFF" + XOR.replace("\n", "\r\n"))).isEqualTo(parse(XOR));
    assertThat(parse(XOR.replace('\n', '\r'))).isEqualTo(parse(XOR));
  }

  @Test
  void overridesChangeTheFile() throws SweepException {
    Sweep sweep =
        parse(
            XOR,
            "beta=0.1,0.2",
            "parameters.alpha=range(0,1,0.1)",
            "free_steps=range(1,3)",
            "alpha_0=range(0, 2, count=5)",
            "hidden=[2,1],[3]",
            "scheme=\"ep\",'chl'",
            "epochs={min: 1, max: 3, step: 1}",
            "weight_0_0_0.step=0.25",
            "bias_0_0=choice(1,2)",
            "~shuffle",
            "seed=7",
            "name=other",
            "metric.name=cost",
            "output.path=hdfs://host/a,b",
            "output.history.every=3",
            "where=weight_0_0_0 in [0, 1] && max(beta, 0) < 1",
            "seed=8");

    assertThat(sweep.parameters())
        .containsEntry("beta", new Values(List.of(0.1, 0.2)))
        .containsEntry("alpha", new Steps(0, 1, 0.1))
        .containsEntry("free_steps", new WholeSteps(1, 3, 1))
        .containsEntry("alpha_0", new Linear(0, 2, 5))
        .containsEntry("hidden", new Values(List.of(List.of(2L, 1L), List.of(3L))))
        .containsEntry("scheme", new Values(List.of("ep", "chl")))
        .containsEntry("epochs", new WholeSteps(1, 3, 1))
        .containsEntry("weight_0_0_0", new Steps(-2, 2, 0.25))
        .containsEntry("bias_0_0", new Values(List.of(1.0, 2.0)))
        .doesNotContainKey("shuffle");
    assertThat(sweep.seed()).isEqualTo(8);
    assertThat(sweep.name()).isEqualTo("other");
    assertThat(sweep.metric().name()).isEqualTo("cost");
    assertThat(sweep.output())
        .isEqualTo(new Sweep.Output("hdfs://host/a,b", new Sweep.Histories(3, List.of())));
    assertThat(sweep.where()).hasToString("weight_0_0_0 in [0, 1] && max(beta, 0) < 1");
  }

  @Test
  void rangesHoldTheDecimalsThatTheFileSays() throws SweepException {
    for (String range :
        List.of(
            "{min: 0.1, max: 0.5, step: 0.1}",
            "{min: 1e-1, max: .5, count: 5}",
            "range(0.1,0.5,0.1)",
            "range(0.1, 0.5, count=5)")) {
      Setting beta = parse(XOR, "beta=" + range).parameters().get("beta");
      assertThat(IntStream.range(0, 5).mapToObj(((Setting.Axis) beta)::value))
          .as(range)
          .containsExactly(0.1, 0.2, 0.3, 0.4, 0.5);
    }
    Setting thirds =
        parse(XOR, "beta=range(0,1,0.333333333333333333333333)").parameters().get("beta");
    assertThat(thirds).hasToString("{min: 0, max: 1, step: 0.333333333333333333333333}");
    assertThat(((Setting.Axis) thirds).value(2)).isEqualTo(2.0 / 3);
  }

  @Test
  void aBareSizeIsAListOfOne() throws SweepException {
    assertThat(parse("model: energy\ndata: xor\nparameters: {hidden: 4}\n").parameters())
        .containsEntry("hidden", new Fixed(List.of(4L)));
    Values three = new Values(List.of(List.of(2L), List.of(4L, 4L), List.of(8L)));
    assertThat(
            parse("model: energy\ndata: xor\nparameters: {hidden: {values: [2, [4, 4], 8.0]}}\n")
                .parameters())
        .containsEntry("hidden", three);
    assertThat(parse(XOR, "hidden=2,[4,4],8").parameters()).containsEntry("hidden", three);
    assertThat(parse(XOR, "hidden=4").parameters()).containsEntry("hidden", new Fixed(List.of(4L)));
  }

  @Test
  void aFixedParameterMayStandInAnAnswer() throws SweepException {
    String answer =
        "answer: {share: 'beta < 1 and error == 0', by: [scheme, hidden], across: beta}\n";
    String axes =
        "parameters: {beta: {values: [0.1, 0.2]}, scheme: {values: [ep, chl]}, hidden: [2]}\n";
    Sweep sweep = parse("model: energy\ndata: xor\n" + axes + answer, "beta=0.1", "scheme=ep");
    assertThat(sweep.answer().get(0).axes()).containsExactly("scheme", "hidden", "beta");
    assertThat(parse(SweepWriter.write(sweep))).isEqualTo(sweep);
  }

  @Test
  void anOverriddenParameterKeepsItsPlaceInTheOrder() throws SweepException {
    assertThat(parse(XOR, "scheme=chl,ep", "bias_0_0=1").parameters().keySet())
        .startsWith("scheme", "hidden")
        .endsWith("free_steps", "bias_0_0");
  }

  @Test
  void pointsAreResolvedAgainstTheFolderOfTheFile() throws Exception {
    Path file = folder.resolve("list.yaml");
    Files.writeString(file, SHORT + "method: list\npoints: sub/../points.csv\n");
    SweepParser parser = new SweepParser(new SmallVocabulary());

    assertThat(parser.parse(file, List.of()).method().points())
        .hasValue(folder.resolve("points.csv").toAbsolutePath().toString());
    assertThat(parser.parse(file, List.of("points=hdfs://host/points.csv")).method().points())
        .hasValue("hdfs://host/points.csv");
    assertThat(parser.parse(file, List.of("where=weight_0_0_0 < 1")).where().axes())
        .containsExactly("weight_0_0_0");
  }

  @Test
  void aMissingFileIsSaidToBeMissing() {
    Path file = folder.resolve("none.yaml");
    assertThat(mistakeIn(file)).isEqualTo(file + ": the sweep file must exist, got no such file");
  }

  @Test
  void aDirectoryIsNoSweep() {
    assertThat(mistakeIn(folder)).isEqualTo(folder + ": a sweep must be a file, got a directory");
  }

  @Test
  void anEmptyFileIsNoSweep() throws IOException {
    Path file = Files.writeString(folder.resolve("empty.yaml"), " \n\n");
    assertThat(mistakeIn(file))
        .isEqualTo(file + ": a sweep must say at least model and data, got an empty file");
  }

  @Test
  void aHugeFileIsRefusedUnread() throws IOException {
    Path file = folder.resolve("huge.yaml");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(100L << 20);
    }
    assertThat(mistakeIn(file))
        .isEqualTo(
            file
                + ": a sweep file must have at most 1,048,576 bytes, got 104,857,600; long lists"
                + " of points belong in a CSV file: method list");
  }

  @Test
  void bytesThatAreNotUtf8AreNamed() throws IOException {
    Path file = folder.resolve("latin1.yaml");
    Files.write(file, "model: energy\nname: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(mistakeIn(file))
        .isEqualTo(file + ":2:10: a sweep file must be UTF-8, got byte 0xE9 at offset 23");

    Path wide = folder.resolve("wide.yaml");
    Files.write(wide, "model: energy\n".getBytes(StandardCharsets.UTF_16));
    assertThat(mistakeIn(wide))
        .isEqualTo(wide + ":1:1: a sweep file must be UTF-8, got byte 0xFE at offset 0");

    Path cut = folder.resolve("cut.yaml");
    Files.write(cut, new byte[] {'a', (byte) 0xC3});
    assertThat(mistakeIn(cut))
        .isEqualTo(cut + ":1:2: a sweep file must be UTF-8, got byte 0xC3 at offset 1");
  }

  @Test
  void aHundredMistakesAreCappedInTheMessageOnly() {
    StringBuilder text = new StringBuilder(SHORT);
    for (int i = 0; i < 100; i++) {
      text.append("  gamma").append(i).append(": 1\n");
    }

    SweepException e = catchThrowableOfType(SweepException.class, () -> parse(text.toString()));

    assertThat(e.mistakes()).hasSize(100);
    assertThat(e.getMessage().lines()).hasSize(51).last().isEqualTo("… and 50 more");
  }

  @Test
  void noTextWhateverEndsInAnythingButASweepOrMistakes() {
    String alphabet = "{}[]:,-?!&*#|>'\"%@`~ \n\tabez0019._=()<\u00e9\u2028\uD83D\uDE00";
    for (long seed = 0; seed < 1500; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder(XOR);
      List<String> overrides = new ArrayList<>();
      for (int i = random.nextInt(6); i >= 0; i--) {
        int from = random.nextInt(text.length());
        int to = Math.min(text.length(), from + random.nextInt(4));
        int at = random.nextInt(alphabet.length());
        String piece = alphabet.substring(at, Math.min(alphabet.length(), at + random.nextInt(3)));
        text.replace(from, to, piece);
        overrides.add("beta=" + piece.repeat(2) + random.nextInt());
      }
      try {
        Sweep sweep =
            parse(
                text.toString(),
                random.nextBoolean() ? new String[0] : overrides.toArray(new String[0]));
        assertThat(parse(SweepWriter.write(sweep))).as("seed " + seed).isEqualTo(sweep);
      } catch (SweepException e) {
        assertThat(e.mistakes()).as("seed " + seed).isNotEmpty();
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ":\n" + text + overrides, e);
      }
    }
  }
}
