package org.basin.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.basin.run.Done.Aside;
import org.basin.store.Checksums;
import org.basin.store.Written;
import org.junit.jupiter.api.Test;

class KeptTest {

  @Test
  void allIsKeptWhereAllTasksCameToTheirEnds() {
    List<Done> done = List.of(done(0, 100, 200), done(1, 200, 300));
    assertThat(Kept.of(100, done)).isEqualTo(new Kept(300, done));
  }

  @Test
  void aTaskThatEndedEarlyIsTheLastOne() {
    Done first = done(0, 0, 100);
    Done early = done(1, 100, 130);
    Done behind = done(2, 200, 300);
    assertThat(Kept.of(0, List.of(behind, early, first)).until()).isEqualTo(130);
    assertThat(Kept.of(0, List.of(behind, early, first)).done()).containsExactly(early, first);
  }

  @Test
  void withoutTheFirstTaskNothingIsKept() {
    assertThat(Kept.of(0, List.of(done(1, 100, 200)))).isEqualTo(new Kept(0, List.of()));
    assertThat(Kept.of(0, List.of())).isEqualTo(new Kept(0, List.of()));
  }

  @Test
  void aFileWithAHoleThatNobodyFilledIsNotKept() {
    Done whole = done(0, 0, 100);
    Done holed = done(1, 100, 200, new Aside(150, 160, "memory"));
    Done after = done(2, 200, 300);
    assertThat(Kept.of(0, List.of(whole, holed, after)).done()).containsExactly(whole);
    Done filling = done(3, 150, 160);
    assertThat(Kept.of(0, List.of(whole, holed, after, filling)))
        .isEqualTo(new Kept(300, List.of(whole, holed, after, filling)));
  }

  @Test
  void whatIsKeptHoldsEveryPositionOnceAndNothingBeyond() {
    long seed = 20261130;
    Random random = new Random(seed);
    for (int round = 0; round < 2000; round++) {
      List<Done> done = wave(random);
      Kept kept = Kept.of(0, done);
      BitSet held = new BitSet();
      for (Done each : kept.done()) {
        BitSet own = positions(each);
        assertThat(held.intersects(own)).as("twice, seed %d round %d", seed, round).isFalse();
        held.or(own);
      }
      assertThat(held.length()).as("seed %d round %d", seed, round).isEqualTo((int) kept.until());
      assertThat(held.cardinality()).isEqualTo((int) kept.until());
    }
  }

  /** Tasks of a wave of 200 positions: some never ended, some early, some with holes. */
  private static List<Done> wave(Random random) {
    List<Done> done = new ArrayList<>();
    int stretches = 1 + random.nextInt(8);
    for (int s = 0; s < stretches; s++) {
      long from = 200L * s / stretches;
      long until = 200L * (s + 1) / stretches;
      boolean early = random.nextInt(4) == 0;
      long reached = early ? from + random.nextInt((int) (until - from) + 1) : until;
      if (random.nextInt(6) == 0) {
        continue;
      }
      if (random.nextInt(3) == 0 && reached - from > 4) {
        Aside hole = new Aside(from + 1, from + 3, "memory");
        done.add(done(done.size(), from, reached, hole));
        if (random.nextBoolean()) {
          done.add(done(done.size(), hole.from(), hole.until()));
        }
      } else {
        done.add(done(done.size(), from, reached));
      }
    }
    Collections.shuffle(done, random);
    return done;
  }

  private static BitSet positions(Done done) {
    BitSet own = new BitSet();
    own.set((int) done.from(), (int) done.reached());
    done.aside().forEach(each -> own.clear((int) each.from(), (int) each.until()));
    return own;
  }

  private static Done done(int stretch, long from, long reached, Aside... aside) {
    Written file = new Written("f" + stretch, 1, 1, Checksums.NONE, Double.NaN, Double.NaN);
    return new Done(stretch, from, reached, file, 0, Work.NONE, List.of(aside));
  }
}
