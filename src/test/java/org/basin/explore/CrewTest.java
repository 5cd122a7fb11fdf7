package org.basin.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.basin.run.UsageException;
import org.junit.jupiter.api.Test;

class CrewTest {

  @Test
  void aHundredMovesLeaveOneInTrainingAndTheNewestWaiting() throws Exception {
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    try (Crew crew = new Crew(2)) {
      Hand hand = new Hand(crew, crew.join(), clock, 60_000);
      CountDownLatch go = new CountDownLatch(1);
      CountDownLatch told = new CountDownLatch(2);
      AtomicInteger overtaken = new AtomicInteger();
      List<Object> answers = Collections.synchronizedList(new ArrayList<>());
      for (int k = 0; k < 100; k++) {
        int move = k;
        hand.ask(
            new Hand.Request(
                () -> {
                  go.await();
                  return move;
                },
                answer -> {
                  answers.add(answer);
                  told.countDown();
                },
                failure -> {
                  assertThat(failure).isInstanceOf(CancellationException.class);
                  overtaken.incrementAndGet();
                }));
        assertThat(hand.inHand()).isLessThanOrEqualTo(2);
      }
      go.countDown();
      assertThat(told.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(answers).containsExactly(0, 99);
      assertThat(overtaken).hasValue(98);
    } finally {
      clock.shutdownNow();
    }
  }

  @Test
  void aTrialThatDoesNotEndIsSaidSoAndBlocksNothing() throws Exception {
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    CountDownLatch forever = new CountDownLatch(1);
    try (Crew crew = new Crew(1)) {
      Hand hand = new Hand(crew, crew.join(), clock, 50);
      CountDownLatch refused = new CountDownLatch(1);
      hand.ask(
          new Hand.Request(
              () -> {
                while (forever.getCount() > 0) {
                  Thread.onSpinWait(); // hears no interruption
                }
                return "";
              },
              answer -> {},
              failure -> {
                assertThat(failure)
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("0.05 s");
                refused.countDown();
              }));
      assertThat(refused.await(60, TimeUnit.SECONDS)).isTrue();
      CountDownLatch next = new CountDownLatch(1);
      hand.ask(new Hand.Request(() -> 1, answer -> next.countDown(), failure -> {}));
      // the second has as little time, and its turn comes when another thread is hired
      crew.submit(crew.join(), 1, next::countDown);
      assertThat(next.await(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      forever.countDown();
      clock.shutdownNow();
    }
  }

  @Test
  void thePageThatHadLessComesFirstAndAHandBeforeAll() throws Exception {
    try (Crew crew = new Crew(1)) {
      Crew.Share one = crew.join();
      Crew.Share two = crew.join();
      CountDownLatch hold = new CountDownLatch(1);
      CountDownLatch held = new CountDownLatch(1);
      crew.submit(
          one,
          1,
          () -> {
            held.countDown();
            try {
              hold.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          });
      held.await();
      List<String> order = Collections.synchronizedList(new ArrayList<>());
      CountDownLatch done = new CountDownLatch(4);
      Crew.Ticket dropped = crew.submit(one, 1, () -> order.add("dropped"));
      crew.submit(one, 4, () -> add(order, "one, fine", done));
      crew.submit(one, 1, () -> add(order, "one, coarse", done));
      crew.submit(two, 4, () -> add(order, "two, fine", done));
      crew.submit(one, Crew.AT_ONCE, () -> add(order, "hand", done));
      dropped.cancel();
      hold.countDown();
      assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(order).startsWith("hand", "two, fine").endsWith("one, coarse", "one, fine");
    }
  }

  private static void add(List<String> order, String name, CountDownLatch done) {
    order.add(name);
    done.countDown();
  }

  @Test
  void tilesStayWithinTheirMemory() {
    TileCache cache = new TileCache(3L * Tile.BYTES);
    for (int k = 0; k < 10; k++) {
      cache.get(new TileCache.Key("w", 0, k, 0), () -> new Tile(false, false));
    }
    assertThat(cache.size()).isEqualTo(3);
    assertThat(cache.find(new TileCache.Key("w", 0, 9, 0))).isPresent();
    assertThat(cache.find(new TileCache.Key("w", 0, 0, 0))).isEmpty();
    assertThat(new TileCache.Key("w", 3, -1, 5).parent())
        .isEqualTo(new TileCache.Key("w", 2, -1, 2));
  }
}
