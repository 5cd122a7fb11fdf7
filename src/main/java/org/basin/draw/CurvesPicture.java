package org.basin.draw;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.basin.draw.Figure.Look;
import org.basin.draw.Figure.Series;

/** Draws curves: a frame with two axes, lines and bands in it, and below what each line is. */
record CurvesPicture(Figure.Curves curves) {

  private static final int WIDTH = 512;
  private static final int HEIGHT = 320;
  private static final int TITLE = 34;
  private static final int KEY = 16;

  /** Told apart by people with any kind of colour blindness (M. Okabe, K. Ito, 2008). */
  private static final int[] COLOURS = {
    0x0072b2, 0xd55e00, 0x009e73, 0xcc79a7, 0x56b4e9, 0xe69f00, 0x222222
  };

  /** Nothing is drawn beyond this many lines of the key. */
  private static final int MOST_KEYS = 12;

  /** Draws them. */
  Canvas draw(Medium medium) {
    List<Series> series = curves.series();
    ValueScale x = scale(curves.x(), series, Series::x);
    ValueScale y = scale(curves.y(), series, CurvesPicture::heights);
    AxisTicks across = new AxisTicks(curves.x().name(), x.ticks(8));
    AxisTicks upwards = new AxisTicks(curves.y().name() + spaced(y.word()), y.ticks(6));
    int left = upwards.room();
    int below = TITLE + HEIGHT;
    int keys = Math.min(MOST_KEYS, series.size());
    int key = below + 52;
    Caption lines = Caption.of(curves.caption(), WIDTH);
    int height = key + KEY * keys + lines.height() + 8;
    try (Canvas canvas = new Canvas(medium, left + WIDTH + 24, height)) {
      canvas.size(14);
      canvas.text(curves.title(), left, TITLE - 12);
      canvas.size(12);
      across.drawBelow(canvas, left, below, WIDTH);
      upwards.drawLeft(canvas, left, TITLE, HEIGHT);
      int[] colours = colours();
      // no band hides a line
      for (int i = 0; i < series.size(); i++) {
        if (!series.get(i).band().isEmpty()) {
          band(canvas, series.get(i), left, x, y, pale(colours[i], 0.75));
        }
      }
      for (int i = 0; i < series.size(); i++) {
        draw(canvas, series.get(i), left, x, y, colours[i]);
        if (i < keys) {
          int stand = key + KEY * i;
          canvas.stroke(left, stand - 4, left + 24, stand - 4, 2, colours[i]);
          canvas.text(
              i == MOST_KEYS - 1 && series.size() > MOST_KEYS
                  ? "and %d more".formatted(series.size() - i)
                  : series.get(i).name(),
              left + 32,
              stand);
        }
      }
      canvas.frame(left, TITLE, WIDTH, HEIGHT);
      lines.draw(canvas, left, key + KEY * keys);
      return canvas;
    }
  }

  /** Of each line; a faint one has that of the next main line, paler. */
  private int[] colours() {
    int[] colours = new int[curves.series().size()];
    int main = 0;
    for (int i = 0; i < colours.length; i++) {
      boolean faint = curves.series().get(i).look() == Look.FAINT;
      int colour = COLOURS[main % COLOURS.length];
      colours[i] = faint ? pale(colour, 0.55) : colour;
      main += faint ? 0 : 1;
    }
    return colours;
  }

  private static String spaced(String word) {
    return word.isEmpty() ? "" : ", " + word;
  }

  private static double[] heights(Series one) {
    return DoubleStream.concat(
            Arrays.stream(one.y()), one.band().stream().flatMapToDouble(Arrays::stream))
        .toArray();
  }

  private static ValueScale scale(
      Figure.Axis axis, List<Series> series, Function<Series, double[]> numbers) {
    double[] shown =
        series.stream()
            .flatMapToDouble(one -> Arrays.stream(numbers.apply(one)))
            .filter(value -> Double.isFinite(value) && (!axis.log() || value > 0))
            .toArray();
    if (shown.length == 0) {
      return new LinearScale(0, 1);
    }
    double low = Arrays.stream(shown).min().getAsDouble();
    double high = Arrays.stream(shown).max().getAsDouble();
    return axis.log() ? new LogScale(low, high) : new LinearScale(low, high);
  }

  /** A colour mixed with white. */
  private static int pale(int rgb, double white) {
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int part = rgb >> shift & 255;
      mixed |= (int) Math.round(part + white * (255 - part)) << shift;
    }
    return mixed;
  }

  private static void draw(
      Canvas canvas, Series one, int left, ValueScale x, ValueScale y, int rgb) {
    double width = one.look() == Look.FAINT || one.y().length > WIDTH ? 1 : 1.6;
    for (int i = 0; i < one.y().length; i++) {
      if (!shown(one, i, y)) {
        continue;
      }
      double at = across(x, one.x()[i], left);
      if (i > 0 && shown(one, i - 1, y)) {
        canvas.stroke(
            across(x, one.x()[i - 1], left),
            up(y, one.y()[i - 1]),
            at,
            up(y, one.y()[i]),
            width,
            rgb);
      } else if (i + 1 == one.y().length || !shown(one, i + 1, y)) {
        canvas.stroke(at, up(y, one.y()[i]), at, up(y, one.y()[i]), 4, rgb); // alone
      }
    }
  }

  private static void band(
      Canvas canvas, Series one, int left, ValueScale x, ValueScale y, int rgb) {
    double[] low = one.band().get(0);
    double[] high = one.band().get(1);
    int from = 0;
    while (from < low.length) {
      int until = from;
      while (until < low.length && Double.isFinite(low[until]) && Double.isFinite(high[until])) {
        until++;
      }
      int count = until - from;
      double[] edgeX = new double[2 * count];
      double[] edgeY = new double[2 * count];
      for (int i = 0; i < count; i++) {
        edgeX[i] = across(x, one.x()[from + i], left);
        edgeY[i] = up(y, low[from + i]);
        edgeX[2 * count - 1 - i] = edgeX[i];
        edgeY[2 * count - 1 - i] = up(y, high[from + i]);
      }
      if (count > 1) {
        canvas.area(edgeX, edgeY, rgb);
      }
      from = Math.max(until, from + 1);
    }
  }

  private static boolean shown(Series one, int i, ValueScale y) {
    return Double.isFinite(one.y()[i]) && (y instanceof LinearScale || one.y()[i] > 0);
  }

  private static double across(ValueScale x, double value, int left) {
    return left + x.share(value) * (WIDTH - 1);
  }

  /** What lies beyond the ends of the scale, or is no number on it, stands at an end. */
  private static double up(ValueScale y, double value) {
    double share = y.share(value);
    return TITLE + (1 - Math.max(0, Math.min(1, Double.isNaN(share) ? 0 : share))) * (HEIGHT - 1);
  }
}
