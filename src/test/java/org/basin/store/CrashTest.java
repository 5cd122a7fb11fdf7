package org.basin.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A driver that dies at any change it makes to the store, and another that takes over. */
class CrashTest {

  @TempDir private Path temp;

  /** The store of a process that dies before its change number {@code death}, or just after it. */
  private static final class Mortal implements HookedFileSystem.Hook {
    private final int death;
    private int changes;

    Mortal(int death) {
      this.death = death;
    }

    @Override
    public synchronized void at(String when, org.apache.hadoop.fs.Path path) throws IOException {
      if (++changes >= death) {
        throw new IOException("dead");
      }
    }
  }

  private static boolean survives(Path run, int death) {
    FileSystem store = new HookedFileSystem(new Mortal(death));
    try {
      Driver.complete(Driver.directory(store, run), 10, true);
      return true;
    } catch (StoreException dead) {
      assertThat(dead).hasMessageContaining("dead");
      return false;
    }
  }

  @Test
  void deathAtAnyChangeLosesNothingAndDuplicatesNothing() throws IOException {
    int death = 1;
    for (Path run = temp.resolve("1"); !survives(run, death); run = temp.resolve("" + death)) {
      Driver.complete(Driver.directory(run), 12, true);
      Driver.assertComplete(run);
      death++;
    }
    assertThat(death).as("changes made by a whole run").isGreaterThan(60);
  }

  @Test
  void deathAfterDeathLosesNothingAndDuplicatesNothing() throws IOException {
    long seed = 20261122;
    Random random = new Random(seed);
    for (int chain = 0; chain < 20; chain++) {
      Path run = temp.resolve("chain" + chain);
      while (!survives(run, 1 + random.nextInt(90))) {
        assertThat(run.getParent()).exists();
      }
      Driver.complete(Driver.directory(run), 10, true);
      Driver.assertComplete(run);
    }
  }
}
