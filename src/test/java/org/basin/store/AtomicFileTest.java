package org.basin.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  private static final int RACERS = 8;

  @TempDir private java.nio.file.Path folder;

  @Test
  void ofEightRacersForANameExactlyOneWinsAndItsContentIsComplete() throws Exception {
    CyclicBarrier start = new CyclicBarrier(RACERS);
    ExecutorService pool = Executors.newFixedThreadPool(RACERS);
    try {
      List<Future<List<Boolean>>> racers = new ArrayList<>();
      for (int r = 0; r < RACERS; r++) {
        int racer = r;
        Callable<List<Boolean>> race =
            () -> {
              AtomicFile file = AtomicFile.of(HookedFileSystem.raw());
              List<Boolean> won = new ArrayList<>();
              for (int name = 0; name < 100; name++) {
                start.await();
                won.add(file.create(path("f" + name), path("t" + racer), content(racer)));
                assertThat(Files.readString(folder.resolve("f" + name))).hasSize(5000);
              }
              return won;
            };
        racers.add(pool.submit(race));
      }
      List<List<Boolean>> won = new ArrayList<>();
      for (Future<List<Boolean>> racer : racers) {
        won.add(racer.get());
      }
      for (int name = 0; name < 100; name++) {
        int n = name;
        assertThat(won.stream().filter(list -> list.get(n))).as("winners of f%d", n).hasSize(1);
        int winner = won.stream().map(list -> list.get(n)).toList().indexOf(true);
        assertThat(folder.resolve("f" + n)).hasContent(content(winner));
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(Driver.names(folder)).hasSize(100);
  }

  @Test
  void renamingNeverOverwritesAName() throws IOException {
    FileSystem local = FileSystem.getLocal(new Configuration());
    RenamedFile file = new RenamedFile(local);
    assertThat(file.create(path("a"), path("t1"), "first")).isTrue();
    assertThat(file.create(path("a"), path("t2"), "second")).isFalse();
    assertThat(folder.resolve("a")).hasContent("first");
    assertThat(folder.resolve("t2")).doesNotExist();
  }

  @Test
  void aRetriedRenameThatFindsItsOwnWorkHasWon() throws IOException {
    RenamedFile file = new RenamedFile(FileSystem.getLocal(new Configuration()));
    assertThat(file.create(path("a"), path("t1"), "mine")).isTrue();
    assertThat(file.create(path("a"), path("t2"), "mine")).isTrue();
  }

  @Test
  void replacingLeavesTheNewContentAndNoTemporaryFile() throws IOException {
    for (AtomicFile file :
        List.of(
            new LinkedFile(HookedFileSystem.raw()),
            new RenamedFile(FileSystem.getLocal(new Configuration())),
            new ConditionalFile(HookedFileSystem.raw()))) {
      file.replace(path("r"), path("t"), "old");
      file.replace(path("r"), path("t"), file.getClass().getSimpleName());
      assertThat(folder.resolve("r")).hasContent(file.getClass().getSimpleName());
      assertThat(folder.resolve("t")).doesNotExist();
    }
  }

  @Test
  void aStoreWithoutConditionalWritesIsRefusedNotTrusted() {
    ConditionalFile file = new ConditionalFile(HookedFileSystem.raw());
    assertThatThrownBy(() -> file.create(path("a"), path("t"), "x"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Hadoop 3.4.2 or newer, fs.s3a.create.conditional.enabled=true")
        .hasMessageContaining("fs.option.create.conditional.overwrite");
  }

  @Test
  void aVanishedTemporaryFileIsAFailureNotAWin() {
    LinkedFile file =
        new LinkedFile(
            new HookedFileSystem(
                (when, path) -> {
                  if (when.equals("after create")) {
                    Files.delete(LinkedFile.local(path));
                  }
                }));
    assertThatThrownBy(() -> file.create(path("a"), path("t"), "x"))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(folder.resolve("a")).doesNotExist();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskIsAnExceptionNotAnError() {
    assertThatThrownBy(
            () -> AtomicFile.write(HookedFileSystem.raw(), new Path("/dev/full"), "text"))
        .isInstanceOf(IOException.class)
        .hasMessage("No space left on device");
  }

  private Path path(String name) {
    return new Path(folder.resolve(name).toUri());
  }

  private static String content(int racer) {
    return String.valueOf(racer).repeat(5000);
  }
}
