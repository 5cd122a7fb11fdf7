package org.basin.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.basin.run.Done.Aside;
import org.basin.run.Stretch.Company;
import org.basin.run.Stretch.Piece;
import org.basin.store.Checksums;
import org.basin.store.Written;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundsTest {

  private static final int BLOCK = 10;

  /**
   * Executors as Spark runs them: a position that kills takes its process along, with all tasks in
   * it; a task is tried four times, and then its job ends. Tasks do as {@link WaveTask} does.
   */
  private static final class Cluster implements Rounds.Tasks {

    private static final int TRIES = 4;
    private static final int SLOTS = 3;

    private final TreeSet<Long> poison;
    private final Random random;
    private final BitSet trained = new BitSet();
    private final BitSet failed = new BitSet();
    private int deaths;
    private int jobs;

    Cluster(TreeSet<Long> poison, long seed) {
      this.poison = poison;
      this.random = new Random(seed);
    }

    @Override
    public void run(List<Stretch> stretches, Consumer<Done> finished) {
      jobs++;
      Map<Stretch, List<Piece>> fallen = new HashMap<>();
      Map<Stretch, Integer> attempts = new HashMap<>();
      List<Stretch> waiting = new ArrayList<>(stretches);
      Collections.shuffle(waiting, random);
      while (!waiting.isEmpty()) {
        // one process with several tasks at once
        List<Stretch> together =
            new ArrayList<>(waiting.subList(0, Math.min(SLOTS, waiting.size())));
        waiting.subList(0, together.size()).clear();
        boolean dies = false;
        List<Done> done = new ArrayList<>();
        for (Stretch each : together) {
          Done one = attempt(each, attempts.getOrDefault(each, 0), fallen);
          dies |= one == null;
          done.add(one);
        }
        for (int i = 0; i < together.size(); i++) {
          Stretch each = together.get(i);
          if (!dies) {
            count(trained, done.get(i), each);
            finished.accept(done.get(i));
          } else if (attempts.merge(each, 1, Integer::sum) == TRIES) {
            deaths++;
            throw new LostTaskException(stretches.indexOf(each), "the process died");
          } else {
            waiting.add(each);
          }
        }
        deaths += dies ? 1 : 0;
      }
    }

    /** Null when the process dies. */
    private Done attempt(Stretch stretch, int attempt, Map<Stretch, List<Piece>> fallen) {
      boolean marking = attempt > 0 || stretch.company() == Company.ALONE;
      List<Piece> pieces = stretch.pieces(marking ? 64 : 1, BLOCK);
      int most = stretch.company() == Company.ALONE && pieces.size() == 1 ? WaveTask.DEATHS : 1;
      List<Piece> marks = fallen.computeIfAbsent(stretch, absent -> new ArrayList<>());
      List<Aside> aside = new ArrayList<>();
      for (Piece piece : pieces) {
        if (marks.stream().filter(piece::equals).count() >= most) {
          aside.add(new Aside(piece.from(), piece.until(), "the process died"));
        } else if (!poison.subSet(piece.from(), piece.until()).isEmpty()) {
          if (marking) {
            marks.add(piece);
          }
          return null;
        }
      }
      long left = aside.stream().mapToLong(each -> each.until() - each.from()).sum();
      return new Done(
          stretch.number(),
          stretch.from(),
          stretch.until(),
          file(stretch.length() - left),
          0,
          Work.NONE,
          aside);
    }

    private static void count(BitSet set, Done done, Stretch stretch) {
      BitSet own = new BitSet();
      own.set((int) stretch.from(), (int) stretch.until());
      done.aside().forEach(each -> own.clear((int) each.from(), (int) each.until()));
      assertThat(set.intersects(own)).as("trained twice").isFalse();
      set.or(own);
    }

    @Override
    public Done giveUp(Stretch stretch, String reason) {
      assertThat(reason).isNotBlank();
      assertThat(stretch.length()).isLessThanOrEqualTo(BLOCK);
      Done done =
          new Done(
              stretch.number(),
              stretch.from(),
              stretch.until(),
              file(stretch.length()),
              stretch.length(),
              Work.NONE,
              List.of());
      count(failed, done, stretch);
      return done;
    }
  }

  private static Written file(long rows) {
    return new Written("f", 1, rows, Checksums.NONE, Double.NaN, Double.NaN);
  }

  private static List<Stretch> stretches(long positions, int tasks) {
    List<Stretch> stretches = new ArrayList<>();
    for (Piece each : new Stretch(0, 0, positions, Company.SHARED).pieces(tasks, BLOCK)) {
      stretches.add(new Stretch(stretches.size(), each.from(), each.until(), Company.SHARED));
    }
    return stretches;
  }

  private static void assertOnlyPoisonedBlocksFail(long positions, int tasks, TreeSet<Long> poison)
      throws IOException {
    Cluster cluster = new Cluster(poison, positions + tasks);
    List<Done> done =
        new Rounds(cluster, BLOCK, () -> false).train(stretches(positions, tasks), each -> {});
    assertThat(cluster.trained.intersects(cluster.failed)).isFalse();
    BitSet all = (BitSet) cluster.trained.clone();
    all.or(cluster.failed);
    assertThat(all.cardinality()).isEqualTo((int) positions);
    assertThat(done.stream().mapToLong(each -> each.file().rows()).sum()).isEqualTo(positions);
    for (long each : poison) {
      assertThat(cluster.failed.get((int) each)).isTrue();
    }
    // a block that fails holds a poisoned position
    cluster.failed.stream()
        .forEach(
            position ->
                assertThat(poison.subSet((long) position - BLOCK + 1, (long) position + BLOCK))
                    .isNotEmpty());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 15, 16, 17, 63, 64, 65, 97, 4001})
  void withoutLossesOneJobDoesItAll(int positions) throws IOException {
    Cluster cluster = new Cluster(new TreeSet<>(), 1);
    new Rounds(cluster, BLOCK, () -> false).train(stretches(positions, 7), each -> {});
    assertThat(cluster.trained.cardinality()).isEqualTo(positions);
    assertThat(cluster.jobs).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 15, 16, 17, 63, 64, 65, 97, 4001, 20_011})
  void onlyABlockThatKillsAloneFails(int positions) throws IOException {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed * 31L + positions);
      TreeSet<Long> poison = new TreeSet<>();
      for (int i = random.nextInt(6); i >= 0; i--) {
        poison.add((long) random.nextInt(positions));
      }
      assertOnlyPoisonedBlocksFail(positions, 1 + random.nextInt(12), poison);
    }
  }

  @Test
  void whereEveryBlockKillsAllFailAndItEnds() throws IOException {
    TreeSet<Long> poison = new TreeSet<>(LongStream.range(0, 300).boxed().toList());
    assertOnlyPoisonedBlocksFail(300, 4, poison);
  }

  @Test
  void onePoisonedBlockAmongManyCostsFewProcesses() throws IOException {
    Cluster cluster = new Cluster(new TreeSet<>(List.of(12_345L)), 5);
    new Rounds(cluster, BLOCK, () -> false).train(stretches(200_000, 8), each -> {});
    // two to find a 64th, two to find its block, two for the block alone
    assertThat(cluster.deaths).isLessThanOrEqualTo(7);
    assertThat(cluster.failed.cardinality()).isEqualTo(BLOCK);
  }

  @Test
  void whenStoppedWhatIsDoneIsKeptAndNothingMoreBegins() throws IOException {
    Cluster cluster = new Cluster(new TreeSet<>(), 1);
    boolean[] stopped = {false};
    Rounds.Tasks cancelled =
        new Rounds.Tasks() {
          @Override
          public void run(List<Stretch> stretches, Consumer<Done> finished) {
            assertThat(stopped[0]).isFalse();
            cluster.run(stretches.subList(0, 2), finished);
            stopped[0] = true;
            throw new IllegalStateException("the job was cancelled");
          }

          @Override
          public Done giveUp(Stretch stretch, String reason) {
            throw new AssertionError(reason);
          }
        };
    List<Done> done =
        new Rounds(cancelled, BLOCK, () -> stopped[0]).train(stretches(100, 5), each -> {});
    assertThat(done).extracting(Done::stretch).containsExactlyInAnyOrder(0, 1);
    assertThat(Kept.of(0, done).until()).isEqualTo(40);
  }

  @Test
  void aStoreThatComesBackIsWaitedFor() throws IOException {
    Cluster cluster = new Cluster(new TreeSet<>(), 1);
    int[] refusals = {3};
    Rounds.Tasks away =
        new Rounds.Tasks() {
          @Override
          public void run(List<Stretch> stretches, Consumer<Done> finished) {
            if (refusals[0]-- > 0) {
              cluster.run(stretches.subList(0, 1), finished);
              throw new OutageException("Name node is in safe mode");
            }
            cluster.run(stretches, finished);
          }

          @Override
          public Done giveUp(Stretch stretch, String reason) {
            throw new AssertionError(reason);
          }
        };
    new Rounds(away, BLOCK, () -> false).train(stretches(100, 5), each -> {});
    assertThat(cluster.trained.cardinality()).isEqualTo(100);
  }

  @Test
  void aStoreThatIsAwayWhenABlockIsGivenUpIsWaitedFor() throws IOException {
    Cluster cluster = new Cluster(new TreeSet<>(List.of(5L, 70L)), 1);
    int[] refusals = {2};
    Rounds.Tasks away =
        new Rounds.Tasks() {
          @Override
          public void run(List<Stretch> stretches, Consumer<Done> finished) {
            cluster.run(stretches, finished);
          }

          @Override
          public Done giveUp(Stretch stretch, String reason) {
            if (refusals[0]-- > 0) {
              throw new OutageException("Name node is in safe mode");
            }
            return cluster.giveUp(stretch, reason);
          }
        };
    List<Done> done = new Rounds(away, BLOCK, () -> false).train(stretches(100, 5), each -> {});
    assertThat(done.stream().mapToLong(each -> each.file().rows()).sum()).isEqualTo(100);
    assertThat(cluster.failed.get(5)).isTrue();
    assertThat(cluster.failed.get(70)).isTrue();
    assertThat(cluster.trained.cardinality() + cluster.failed.cardinality()).isEqualTo(100);
  }

  @Test
  void whatIsNoLossIsPassedOn() {
    Rounds.Tasks broken =
        new Rounds.Tasks() {
          @Override
          public void run(List<Stretch> stretches, Consumer<Done> finished) throws IOException {
            throw new IOException("No space left on device");
          }

          @Override
          public Done giveUp(Stretch stretch, String reason) {
            throw new AssertionError(reason);
          }
        };
    assertThatThrownBy(
            () -> new Rounds(broken, BLOCK, () -> false).train(stretches(100, 5), each -> {}))
        .isInstanceOf(IOException.class)
        .hasMessage("No space left on device");
  }
}
