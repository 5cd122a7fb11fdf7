package org.basin.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColourMapTest {

  @ParameterizedTest
  @ValueSource(ints = {0x000000, 0xffffff, 0xff0000, 0x00ff00, 0x0000ff, 0x123456, 0xfde725})
  void aColourSurvivesTheWayToOklabAndBack(int rgb) {
    assertThat(Oklab.of(rgb).rgb()).isEqualTo(rgb);
  }

  @Test
  void whiteIsAsLightAsCanBeAndHasNoColour() {
    Oklab white = Oklab.of(0xffffff);
    assertThat(white.lightness()).isCloseTo(1, within(1e-6));
    assertThat(Math.hypot(white.a(), white.b())).isCloseTo(0, within(1e-6));
  }

  @Test
  void moreIsLighterThroughoutTheSequentialColours() {
    for (int i = 1; i <= 100; i++) {
      double before = lightness(ColourMap.SEQUENTIAL, (i - 1) / 100.0);
      assertThat(lightness(ColourMap.SEQUENTIAL, i / 100.0)).isGreaterThan(before);
    }
  }

  @Test
  void bothSidesOfTheDivergingColoursDarkenAwayFromZero() {
    for (int i = 1; i <= 50; i++) {
      for (int side : new int[] {-1, 1}) {
        double inner = lightness(ColourMap.DIVERGING, 0.5 + side * (i - 1) / 100.0);
        assertThat(lightness(ColourMap.DIVERGING, 0.5 + side * i / 100.0)).isLessThan(inner);
      }
    }
    assertThat(blue(0.2)).isNegative();
    assertThat(blue(0.8)).isPositive();
  }

  @ParameterizedTest
  @EnumSource(ColourMap.class)
  void stepsOfEqualSizeLookEquallyFarApart(ColourMap colours) {
    for (int half = 0; half < 2; half++) {
      double least = Double.MAX_VALUE;
      double greatest = 0;
      for (int i = 0; i < 20; i++) {
        double from = half / 2.0 + i / 40.0;
        Oklab here = Oklab.of(colours.rgb(from));
        double step = here.distance(Oklab.of(colours.rgb(from + 1 / 40.0)));
        least = Math.min(least, step);
        greatest = Math.max(greatest, step);
      }
      assertThat(greatest / least).isLessThan(1.6);
    }
  }

  @ParameterizedTest
  @EnumSource(ColourMap.class)
  void valuesBeyondTheEndsHaveTheColourOfTheEnd(ColourMap colours) {
    assertThat(colours.rgb(-3)).isEqualTo(colours.rgb(0));
    assertThat(colours.rgb(7)).isEqualTo(colours.rgb(1));
  }

  private static double lightness(ColourMap colours, double share) {
    return Oklab.of(colours.rgb(share)).lightness();
  }

  private static double blue(double share) {
    return Oklab.of(ColourMap.DIVERGING.rgb(share)).b();
  }
}
