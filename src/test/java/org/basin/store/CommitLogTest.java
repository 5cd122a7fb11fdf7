package org.basin.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitLogTest {

  private static final String ADVICE =
      "put it back as it was, or remove commits/00001.json to 00002 and waves/00001 to 00002 to train again from position 10 on.";

  @TempDir private Path run;

  @BeforeEach
  void commitThreeWaves() {
    try (RunWriter writer = Driver.open(run)) {
      Driver.wave(writer, 10);
      Driver.wave(writer, 10);
      Driver.wave(writer, 10);
    }
  }

  @Test
  void aVanishedCommitInTheMiddleIsNamed() throws IOException {
    Files.delete(run.resolve("commits/00001.json"));
    refused(
        "commits/00001.json: this file must exist, because wave 00002 does, but it is gone; "
            + ADVICE);
  }

  @Test
  void aVanishedLastCommitIsNoticedByItsWave() throws IOException {
    Files.delete(run.resolve("commits/00002.json"));
    refused(
        "commits/00002.json: this file must exist, because wave 00002 does, but it is gone; put it back as it was, or remove commits/00002.json and waves/00002 to train again from position 20 on.");
  }

  @Test
  void followingTheAdviceRepairsTheRun() throws IOException {
    Files.delete(run.resolve("commits/00001.json"));
    Files.delete(run.resolve("commits/00002.json"));
    for (String wave : new String[] {"waves/00001", "waves/00002"}) {
      for (String name : Driver.names(run.resolve(wave))) {
        Files.delete(run.resolve(wave).resolve(name));
      }
    }
    Driver.complete(Driver.directory(run), 10, false);
    Driver.assertComplete(run);
  }

  @Test
  void aTornCommitIsRefused() throws IOException {
    Path commit = run.resolve("commits/00001.json");
    String whole = Files.readString(commit);
    for (int length : new int[] {0, 1, 50, whole.length() / 2, whole.length() - 3}) {
      Files.writeString(commit, whole.substring(0, length));
      assertThatThrownBy(() -> Driver.open(run))
          .isInstanceOf(StoreException.class)
          .hasMessageStartingWith(
              run + "/commits/00001.json: this file must hold the JSON of one wave, but ")
          .hasMessageEndingWith(ADVICE)
          .hasMessageNotContaining("org.basin");
    }
  }

  @Test
  void aCommitWithoutAMemberIsRefused() throws IOException {
    edit("\"until\" : 20,", "");
    assertThatThrownBy(() -> Driver.open(run)).hasMessageContaining("'until'");
  }

  @Test
  void aRangeThatDoesNotFollowIsRefused() throws IOException {
    edit("\"from\" : 10", "\"from\" : 9");
    refused(
        "commits/00001.json: this file must say from=10, because waves follow one another without gap or overlap, got from=9; "
            + ADVICE);
  }

  @Test
  void rowsThatDoNotAddUpAreRefused() throws IOException {
    edit("\"rows\" : 10", "\"rows\" : 11");
    refused(
        "commits/00001.json: this file must hold the JSON of one wave, but rows must be the sum over files and at most until - from, and 0 <= failed <= rows must hold, got rows=11, sum=10, until - from=10, failed=0; "
            + ADVICE);
  }

  @Test
  void aWaveOfAnotherSweepIsRefused() throws IOException {
    edit("\"digest\" : \"abc\"", "\"digest\" : \"xyz\"");
    refused(
        "commits/00001.json: this file must be of the sweep with digest abc as the waves before it, got xyz; "
            + ADVICE);
  }

  @Test
  void aVanishedFileIsNamedWithItsCommit() throws IOException {
    String name = Driver.names(run.resolve("waves/00001")).get(0);
    Files.delete(run.resolve("waves/00001").resolve(name));
    assertThatThrownBy(() -> Driver.open(run))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith(run + "/waves/00001/" + name + ": this file must be ")
        .hasMessageContaining("because commits/00001.json lists it, but it is gone; put it back");
  }

  @Test
  void aShortenedFileIsNamedWithItsLength() throws IOException {
    String name = Driver.names(run.resolve("waves/00001")).get(0);
    Files.writeString(run.resolve("waves/00001").resolve(name), "PAR1");
    assertThatThrownBy(() -> Driver.open(run)).hasMessageContaining("but it has 4; put it back");
  }

  @Test
  void aFileThatNoCommitListsIsNotCounted() throws IOException {
    Rows.write(
        new org.apache.hadoop.fs.Path(run.resolve("waves/00001").toUri()), "x.parquet", 0, 5);
    refused(
        "waves/00001/x.parquet: only files that commits/00001.json lists may stand here, or readers would count their rows; move it elsewhere.");
  }

  @Test
  void readersFindTheFilesOfAWaveThatIsStillBeingMoved() throws IOException {
    RunDirectory directory = Driver.directory(run);
    Wave wave = directory.log().waves().get(2);
    Path staging = Files.createDirectories(run.resolve(wave.staging()));
    String name = wave.files().get(0).name();
    Files.move(run.resolve(wave.folder()).resolve(name), staging.resolve(name));
    assertThat(directory.files(directory.log()))
        .extracting(path -> path.toUri().getPath())
        .contains(staging.resolve(name).toString())
        .hasSize(6);
    Driver.complete(directory, 10, false);
    Driver.assertComplete(run);
  }

  /** Of a commit without a seal, as builds before wrote them. */
  private void edit(String from, String to) throws IOException {
    Path commit = run.resolve("commits/00001.json");
    String text = CommitDamageTest.unsealed(Files.readString(commit));
    assertThat(text).contains(from);
    int last = text.lastIndexOf(from);
    Files.writeString(commit, text.substring(0, last) + to + text.substring(last + from.length()));
  }

  private void refused(String message) {
    assertThatThrownBy(() -> Driver.open(run))
        .isInstanceOf(StoreException.class)
        .hasMessage(run + "/" + message);
  }
}
