package org.basin.report;

import java.util.ArrayList;
import java.util.List;
import org.basin.draw.AxisTicks;
import org.basin.draw.LinearScale;
import org.basin.draw.Svg;
import org.basin.draw.ValueScale;

/** Histograms and curves as SVG. */
final class Charts {

  private Charts() {}

  /** Bars, as high as trials are in them. */
  static String svg(Histogram histogram) {
    Svg svg = new Svg("how often " + histogram.metric() + " has which values");
    long most = histogram.counts().stream().mapToLong(Long::longValue).max().orElse(1);
    int bins = histogram.counts().size();
    LinearScale heights = new LinearScale(0, most);
    for (int i = 0; i < bins; i++) {
      long count = histogram.counts().get(i);
      if (count > 0) {
        svg.bar((double) i / bins, (i + 1.0) / bins, 0, heights.share(count));
      }
    }
    svg.below(new AxisTicks(histogram.metric(), histogram.scale().ticks(5)));
    svg.left(heights.ticks(4));
    return svg.element();
  }

  /** The median as a line in two bands: half of the trials, and nine tenths of them. */
  static String svg(Curve curve) {
    Svg svg = new Svg(curve.metric() + " by " + curve.axis().name());
    ValueScale scale = curve.scale();
    svg.area("most", band(curve, scale, 0, 4));
    svg.area("half", band(curve, scale, 1, 3));
    List<double[]> median = edge(curve, scale, 2);
    svg.line("median", median);
    if (median.size() <= 24) {
      median.forEach(point -> svg.dot(point[0], point[1]));
    }
    svg.below(curve.axis().ticks());
    svg.left(scale.ticks(5));
    return svg.element();
  }

  private static List<double[]> band(Curve curve, ValueScale scale, int low, int high) {
    List<double[]> points = edge(curve, scale, low);
    List<double[]> back = edge(curve, scale, high);
    for (int i = back.size() - 1; i >= 0; i--) {
      points.add(back.get(i));
    }
    return points;
  }

  private static List<double[]> edge(Curve curve, ValueScale scale, int rank) {
    List<double[]> points = new ArrayList<>();
    for (Curve.Point point : curve.points()) {
      double across = (point.cell() + 0.5) / curve.axis().cells();
      points.add(new double[] {across, scale.share(point.quantiles().get(rank))});
    }
    return points;
  }
}
