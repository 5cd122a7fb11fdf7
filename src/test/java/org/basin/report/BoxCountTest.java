package org.basin.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sets whose dimension is known. */
class BoxCountTest {

  @ParameterizedTest
  @ValueSource(ints = {64, 128, 512, 1024})
  void aLineHasDimensionOne(int side) {
    BoxCount row = dimension(mask(side, (x, y) -> y == side / 2));
    assertThat(row.dimension()).isCloseTo(1, within(1e-9));
    assertThat(row.median()).isCloseTo(1, within(1e-9));
    assertThat(dimension(mask(side, (x, y) -> x.equals(y))).dimension()).isCloseTo(1, within(1e-9));
  }

  @Test
  void aCircleHasDimensionOne() {
    BoxCount circle = dimension(mask(1024, (x, y) -> Math.abs(radius(x, y, 512) - 400) < 0.5));
    assertThat(circle.dimension()).isCloseTo(1, within(0.06));
  }

  @Test
  void theBorderOfADiscHasDimensionOne() {
    Mask disc = mask(1025, (x, y) -> radius(x, y, 512) < 400);
    Mask known = mask(1025, (x, y) -> true);
    assertThat(dimension(disc.border(known)).dimension()).isCloseTo(1, within(0.04));
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 128, 512})
  void aFilledSquareHasDimensionTwo(int side) {
    BoxCount filled = dimension(mask(side, (x, y) -> true));
    assertThat(filled.dimension()).isCloseTo(2, within(1e-9));
    assertThat(filled.interval().low()).isCloseTo(2, within(1e-6));
  }

  @Test
  void theSierpinskiGasketHasItsDimension() {
    BoxCount gasket = dimension(mask(1024, (x, y) -> (x & y) == 0));
    assertThat(gasket.dimension()).isCloseTo(Math.log(3) / Math.log(2), within(1e-9));
    assertThat(gasket.median()).isCloseTo(Math.log(3) / Math.log(2), within(1e-9));
  }

  @Test
  void theSierpinskiCarpetHasItsDimensionAlthoughBoxesDoNotFitIt() {
    BoxCount carpet = dimension(mask(729, BoxCountTest::carpet));
    assertThat(carpet.dimension()).isCloseTo(Math.log(8) / Math.log(3), within(0.06));
  }

  @Test
  void theKochCurveHasItsDimension() {
    Mask curve = new Mask(2187, 700);
    koch(curve, 0, 30, 2186, 30, 7);
    assertThat(dimension(curve).dimension()).isCloseTo(Math.log(4) / Math.log(3), within(0.05));
  }

  @Test
  void theIntervalHoldsTheSlopeAndWidensWithWhatStraysFromALine() {
    BoxCount straight = dimension(mask(512, (x, y) -> (x & y) == 0));
    Random random = new Random(5);
    BoxCount dust = dimension(mask(512, (x, y) -> random.nextInt(300) == 0));
    assertThat(dust.interval().low()).isLessThan(dust.dimension());
    assertThat(dust.interval().high()).isGreaterThan(dust.dimension());
    assertThat(width(dust)).isGreaterThan(10 * width(straight));
  }

  @Test
  void theSlopesIntervalIsThatOfLeastSquares() {
    BoxCount filled = dimension(fill(new Mask(64, 64), 200));
    assertThat(filled.sizes()).containsExactly(1, 2, 4, 8);
    double n = filled.sizes().size();
    double residual = 0;
    double mean = filled.counts().stream().mapToDouble(Math::log).sum() / n;
    for (int i = 0; i < n; i++) {
      double fitted = mean + filled.dimension() * (1.5 - i) * Math.log(2);
      residual += Math.pow(Math.log(filled.counts().get(i)) - fitted, 2);
    }
    double half = 4.302652730 * Math.sqrt(residual / 2 / (5 * Math.log(2) * Math.log(2)));
    assertThat(width(filled)).isCloseTo(2 * half, within(1e-9));
  }

  @Test
  void withoutABoundaryOrWithoutRoomThereIsNoDimension() {
    assertThat(BoxCount.of(new Mask(64, 64))).isEmpty();
    assertThat(BoxCount.of(mask(62, (x, y) -> true))).isEmpty();
  }

  @Test
  void unknownCellsHaveNoBorder() {
    Mask holds = mask(65, (x, y) -> x < 30);
    Mask half = mask(65, (x, y) -> y < 32);
    assertThat(holds.border(mask(65, (x, y) -> true)).count()).isEqualTo(64);
    assertThat(holds.border(half).count()).isEqualTo(31);
    assertThat(holds.border(half).holds(29, 5)).isTrue();
  }

  private static Mask fill(Mask set, int cells) {
    Random random = new Random(11);
    for (int i = 0; i < cells; i++) {
      set.add(random.nextInt(set.width()), random.nextInt(set.height()));
    }
    return set;
  }

  private static double width(BoxCount count) {
    return count.interval().high() - count.interval().low();
  }

  private static BoxCount dimension(Mask set) {
    return BoxCount.of(set).orElseThrow();
  }

  private static double radius(int x, int y, int center) {
    return Math.hypot(x - center, y - center);
  }

  private static boolean carpet(int x, int y) {
    for (int a = x, b = y; a > 0 || b > 0; a /= 3, b /= 3) {
      if (a % 3 == 1 && b % 3 == 1) {
        return false;
      }
    }
    return true;
  }

  private static void koch(
      Mask set, double fromX, double fromY, double toX, double toY, int depth) {
    if (depth == 0) {
      set.add((int) Math.round(fromX), (int) Math.round(fromY));
      return;
    }
    double x = (toX - fromX) / 3;
    double y = (toY - fromY) / 3;
    double tipX = fromX + 1.5 * x - Math.sqrt(3) / 2 * y;
    double tipY = fromY + 1.5 * y + Math.sqrt(3) / 2 * x;
    koch(set, fromX, fromY, fromX + x, fromY + y, depth - 1);
    koch(set, fromX + x, fromY + y, tipX, tipY, depth - 1);
    koch(set, tipX, tipY, fromX + 2 * x, fromY + 2 * y, depth - 1);
    koch(set, fromX + 2 * x, fromY + 2 * y, toX, toY, depth - 1);
  }

  private static Mask mask(int side, BiPredicate<Integer, Integer> inside) {
    Mask mask = new Mask(side, side);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        if (inside.test(x, y)) {
          mask.add(x, y);
        }
      }
    }
    return mask;
  }
}
