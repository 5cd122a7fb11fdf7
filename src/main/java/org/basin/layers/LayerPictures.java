package org.basin.layers;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.basin.draw.AxisTicks;
import org.basin.draw.Gallery;
import org.basin.draw.LinePicture;
import org.basin.draw.LinearScale;
import org.basin.draw.LogScale;
import org.basin.draw.Panel;
import org.basin.learn.Parameter;

/** The notebook's pictures of a net of layers: its parameters, and its losses with their filter. */
public final class LayerPictures {

  /** A picture shows no more losses than this, and a block keeps no more of each of its trials. */
  private static final int MOST_LOSSES = 1_000;

  private static final int PALE = 0x9ecae1;
  private static final int DARK = 0x08306b;

  private final List<Parameter> before;
  private final List<Parameter> after;
  private final double[] losses;
  private final int every;

  /**
   * @param losses of lessons 0, {@code every}, 2 {@code every} and so on
   */
  public LayerPictures(List<Parameter> before, List<Parameter> after, float[] losses, int every) {
    this.before = before;
    this.after = after;
    this.losses = new double[losses.length];
    Arrays.setAll(this.losses, i -> losses[i]);
    this.every = every;
  }

  /** Of so many lessons the losses of lessons 0, N, 2 N and so on are enough for a picture: N. */
  public static int every(int lessons) {
    return (lessons + MOST_LOSSES - 1) / MOST_LOSSES;
  }

  /** The pictures by file name; none of parameters where there are none. */
  public Map<String, BufferedImage> draw(String trial) {
    Map<String, BufferedImage> pictures = new LinkedHashMap<>();
    if (!before.isEmpty()) {
      pictures.put("parameters.png", parameters(trial));
    }
    pictures.put("losses.png", curves(trial));
    return pictures;
  }

  private BufferedImage parameters(String trial) {
    List<Panel> panels = List.of(panel("before training", before), panel("after training", after));
    return new Gallery(
            "Parameters, " + trial,
            List.of("of each affine layer the rows of M, then b; layers from left to right"),
            panels,
            2,
            Gallery.extent(panels))
        .draw();
  }

  private static Panel panel(String name, List<Parameter> parameters) {
    List<ParameterImage.Block> layers = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i += 2) {
      Parameter matrix = parameters.get(i);
      layers.add(
          new ParameterImage.Block(
              matrix.shape().get(0),
              matrix.shape().get(1),
              doubles(matrix.values()),
              doubles(parameters.get(i + 1).values())));
    }
    ParameterImage image = ParameterImage.of(layers);
    return new Panel(name, image.columns(), image.values());
  }

  private static double[] doubles(float[] values) {
    double[] wide = new double[values.length];
    Arrays.setAll(wide, i -> values[i]);
    return wide;
  }

  private BufferedImage curves(String trial) {
    DoubleSummaryStatistics positive =
        Arrays.stream(losses).filter(x -> x > 0 && Double.isFinite(x)).summaryStatistics();
    LogScale scale =
        positive.getCount() == 0
            ? new LogScale(1, 1)
            : new LogScale(positive.getMin(), positive.getMax());
    LinearScale lessons = new LinearScale(0, (double) every * Math.max(1, losses.length - 1));
    return new LinePicture(
            "Losses, " + trial,
            new AxisTicks("lesson", lessons.ticks(8)),
            "loss",
            scale,
            List.of(
                new LinePicture.Line(step(), PALE, losses),
                new LinePicture.Line(
                    "low-pass filtered: Gaussian, sigma 3 of them", DARK, LowPass.of(losses))))
        .draw();
  }

  private String step() {
    return every == 1 ? "of every lesson" : "of one lesson in " + every;
  }
}
