package org.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.conf.Configuration;
import org.basin.cli.process.Exit;
import org.basin.store.CommitLog;
import org.basin.store.RunDirectory;
import org.basin.store.RunRecord;
import org.basin.store.Wave;
import org.basin.sweep.Revision;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs that an earlier build made (that of commit eadfac0: rows revision 1, commits without
 * checksums), as it left them, read by every way to read one.
 */
class EarlierRunsTest {

  private static final Path KEPT = Path.of("src/test/resources/runs/revision-1");

  private static final String LAW =
      "made by an earlier build, whose rows differ (revision 1, this is 2);"
          + " give another name or output.path";

  @TempDir private static Path temp;

  @BeforeAll
  static void copy() throws IOException {
    copy(KEPT, temp);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(each).toString());
        Files.createDirectories(target.getParent());
        Files.copy(each, target);
      }
    }
  }

  @Test
  void theCommitsAndTheRecordAreRead() {
    RunDirectory directory = directory("grid");
    CommitLog log = directory.log();
    assertThat(log.waves()).extracting(Wave::until).containsExactly(32L, 64L, 128L, 216L);
    assertThat(log.rows()).isEqualTo(180);
    assertThat(directory.files(log)).hasSize(8);
    assertThat(directory.complete(log, 216)).isTrue();
    RunRecord record = directory.record().orElseThrow();
    assertThat(record.state()).isEqualTo(RunRecord.State.COMPLETE);
    assertThat(record.digest()).isEqualTo(log.waves().get(0).digest());
    assertThat(record.columns()).hasSize(15).containsEntry("weight_0_0_0", "double");
    assertThat(directory("stopped").log().rows()).isEqualTo(64);
    assertThat(directory("stopped").record().orElseThrow().state())
        .isEqualTo(RunRecord.State.STOPPED);
  }

  @Test
  void statusCountsThem() throws IOException {
    assertThat(said("status", "grid")).contains("trials  180 of 180, 100.0 %");
    assertThat(said("status", "stopped")).contains("trials  64 of 180, 35.6 %");
    JsonNode json = new ObjectMapper().readTree(said("status", "curves", "--json"));
    assertThat(json.get("committed").asLong()).isEqualTo(48);
    assertThat(json.get("files").asLong()).isEqualTo(2);
  }

  @Test
  void whatHasNoChecksumsIsCheckedByItsPages() throws IOException {
    assertThat(said("status", "grid", "--check"))
        .contains("checked  8 files, 35.3 kB, none damaged; 8 without checksums");
    Path file = temp.resolve("flipped/waves/00000/part-00001-1.parquet");
    copy(KEPT.resolve("stopped"), temp.resolve("flipped"));
    byte[] content = Files.readAllBytes(file);
    content[60] ^= 16;
    Files.write(file, content);
    Shell damaged = Shell.run("status", temp.resolve("flipped").toString(), "--check");
    assertThat(damaged.code()).isEqualTo(Exit.ERROR);
    assertThat(damaged.out())
        .contains(
            "1 damaged", "damaged  waves/00000/part-00001-1.parquet: its pages must be readable");
  }

  @Test
  void queriesGiveTheNumbersThatItStored() throws IOException {
    String sql =
        "SELECT scheme, count(*) AS n, sum(trial) AS trials, sum(free_error) AS wrong,"
            + " bit_xor(seed) AS seeds FROM trials GROUP BY 1 ORDER BY 1";
    assertThat(said("query", "grid", sql, "--json").lines().map(String::strip))
        .containsExactly(
            "[",
            "{\"scheme\":\"chl\",\"n\":90,\"trials\":14373,\"wrong\":3775.0,\"seeds\":1724619321131919021},",
            "{\"scheme\":\"ep\",\"n\":90,\"trials\":4653,\"wrong\":2775.0,\"seeds\":6922539150441546531}",
            "]");
    assertThat(said("query", "stopped", "SELECT count(*), sum(trial) FROM trials"))
        .endsWith("64        2196\n");
  }

  @Test
  void historiesAreRead() throws IOException {
    String sql = "SELECT loss_history FROM trials WHERE trial IN (10, 47) ORDER BY trial";
    JsonNode rows = new ObjectMapper().readTree(said("query", "curves", sql, "--json"));
    assertThat(rows.get(0).get("loss_history").get(1).asDouble()).isEqualTo(0.07283935);
    assertThat(rows.get(1).get("loss_history").get(0).asDouble()).isEqualTo(12.611115);
    assertThat(rows.get(1).get("loss_history").get(1).isNull()).isTrue();
  }

  @Test
  void theBestAndTheAnswerAreThoseOfItsBuild() throws IOException {
    assertThat(best("grid", 3)).containsExactly(48L, 105L, 94L);
    assertThat(best("curves", 2)).containsExactly(37L, 39L);
    assertThat(said("answer", "grid"))
        .contains("trials         180", "ep       0.5      36  52.8 % [37.0, 68.0]");
  }

  private static List<Long> best(String run, int number) throws IOException {
    JsonNode json =
        new ObjectMapper().readTree(said("top", run, "--trials", "-n", "" + number, "--json"));
    return json.get("trials").findValues("trial").stream().map(JsonNode::asLong).toList();
  }

  @Test
  void picturesAreDrawn() {
    assertThat(said("report", "grid")).endsWith("report.html\n");
    assertThat(temp.resolve("grid/report.html")).content().contains("180");
    assertThat(said("map", "grid")).contains(".png");
  }

  @Test
  void aRunDoesNotGoOnThere() {
    for (String run : List.of("grid", "stopped", "curves")) {
      Path sweep = temp.resolve(run).resolve("sweep.yaml");
      Shell shell = Shell.run("run", sweep.toString(), "output.path=" + temp);
      assertThat(shell.code()).isEqualTo(2);
      assertThat(shell.err()).contains(temp.resolve(run) + ": " + LAW);
    }
    assertThat(directory("stopped").log().rows()).isEqualTo(64);
    assertThat(directory("stopped").record().orElseThrow().revision()).isEqualTo(1);
  }

  @Test
  void whereNothingIsCommittedARunBeginsAnew() throws IOException {
    Path run = temp.resolve("begun");
    copy(temp.resolve("stopped"), run);
    Path sweep = Files.copy(run.resolve("sweep.yaml"), temp.resolve("begun.yaml"));
    for (String folder : List.of("commits", "waves")) {
      FileUtils.deleteDirectory(run.resolve(folder).toFile());
    }
    Shell shell = Shell.run("run", "" + sweep, "output.path=" + temp, "name=begun");
    assertThat(shell.code()).as(shell.err()).isZero();
    assertThat(directory("begun").record().orElseThrow().revision()).isEqualTo(Revision.ROWS);
  }

  @Test
  void nothingOfItIsTrainedAgain() {
    for (List<String> words :
        List.of(
            List.of("replay", "grid", "--trial", "48"),
            List.of("checkpoint", "grid", "--best", "1"),
            List.of("pictures", "curves", "--best", "1"))) {
      List<String> line = new ArrayList<>(words);
      line.set(1, temp.resolve(words.get(1)).toString());
      Shell shell = Shell.run(line.toArray(String[]::new));
      assertThat(shell.code()).as("" + words).isEqualTo(2);
      assertThat(shell.err()).as("" + words).contains(temp.resolve(words.get(1)) + ": " + LAW);
    }
    assertThat(temp.resolve("grid/checkpoints")).doesNotExist();
  }

  private static RunDirectory directory(String run) {
    return RunDirectory.at(
        new Configuration(), new org.apache.hadoop.fs.Path(temp.resolve(run).toUri()));
  }

  /** What a command says of a run. */
  private static String said(String command, String run, String... options) {
    String[] words = new String[2 + options.length];
    words[0] = command;
    words[1] = temp.resolve(run).toString();
    System.arraycopy(options, 0, words, 2, options.length);
    Shell shell = Shell.run(words);
    assertThat(shell.code()).as(shell.err()).isZero();
    return shell.out();
  }
}
