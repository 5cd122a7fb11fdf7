package org.basin.draw;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Equal distances for equal ratios.
 *
 * @param low stands at 0, above 0
 * @param high stands at 1, at least {@code low}
 */
public record LogScale(double low, double high) implements ValueScale {

  public LogScale {
    if (!(low > 0) || !Double.isFinite(high) || low > high) {
      throw new IllegalArgumentException(
          "0 < low <= high must hold, both finite, got low=" + low + ", high=" + high);
    }
  }

  @Override
  public double share(double value) {
    double from = Math.log10(low);
    double to = Math.log10(high);
    return to == from ? 0.5 : (Math.log10(value) - from) / (to - from);
  }

  /** Powers of ten; between few of them 2 and 5 times these; below a decade round numbers. */
  @Override
  public List<Tick> ticks(int most) {
    if (high == low) {
      return List.of(new Tick(0.5, Shown.place(low)));
    }
    int first = (int) Math.ceil(Math.log10(low) - 1e-9);
    int last = (int) Math.floor(Math.log10(high) + 1e-9);
    int decades = last - first + 1;
    if (decades < 2) {
      List<Tick> ticks = new ArrayList<>();
      for (BigDecimal value : LinearScale.round(low, high, most)) {
        ticks.add(new Tick(share(value.doubleValue()), LinearScale.text(value)));
      }
      return ticks;
    }
    int every = (decades + most - 1) / most;
    boolean between = every == 1 && 3 * decades + 2 <= most; // two beyond either end
    List<Tick> ticks = new ArrayList<>();
    for (int power = first - 1; power <= last; power++) {
      for (int digit = 1; digit < 10; digit++) {
        BigDecimal value = BigDecimal.valueOf(digit).scaleByPowerOfTen(power);
        double share = share(value.doubleValue());
        boolean labelled =
            digit == 1
                ? Math.floorMod(power - first, every) == 0
                : between && (digit == 2 || digit == 5);
        if (share > -1e-9 && share < 1 + 1e-9 && (labelled || decades <= 6)) {
          ticks.add(new Tick(share, labelled ? LinearScale.text(value) : ""));
        }
      }
    }
    return ticks;
  }

  @Override
  public String word() {
    return "log";
  }
}
