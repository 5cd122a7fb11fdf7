package org.basin.layers;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.basin.draw.Figure;
import org.basin.draw.Figure.Axis;
import org.basin.draw.Figure.Look;
import org.basin.draw.Figure.Series;
import org.basin.draw.Gallery;
import org.basin.draw.Panel;
import org.basin.draw.Shown;
import org.basin.learn.Course;
import org.basin.learn.History;
import org.basin.learn.Parameter;
import org.basin.learn.Portrait;

/** The notebook's pictures of a net of layers: its parameters, and its losses with their filter. */
final class LayerPictures {

  private final LayerSettings settings;
  private final Portrait trial;
  private final Course course;

  LayerPictures(LayerSettings settings, Portrait trial) {
    this.settings = settings;
    this.trial = trial;
    course = trial.course();
  }

  /** Of nets without parameters the losses alone. */
  List<Figure> all() {
    List<Figure> figures = new ArrayList<>();
    if (!course.before().isEmpty()) {
      figures.add(parameters());
    }
    figures.add(losses());
    return figures;
  }

  private Figure parameters() {
    List<Panel> panels =
        List.of(panel("before training", course.before()), panel("after training", course.after()));
    return new Figure.Matrices(
        "parameters",
        "Parameters",
        List.of("of each affine layer the rows of M, then b; layers from left to right"),
        panels,
        2,
        Gallery.extent(panels));
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

  /** The title has α and the greatest loss, as the notebook's. */
  private Figure losses() {
    History history = LayerGauges.LOSS.history().orElseThrow();
    double[] losses = course.history(history);
    double[] lessons = course.places(history, settings.lessons());
    double greatest = Arrays.stream(losses).filter(Double::isFinite).max().orElse(Double.NaN);
    return new Figure.Curves(
        "losses",
        "Losses, α %s, greatest %s%s"
            .formatted(alphas(), tidy(greatest), course.every() > 1 ? " of those shown" : ""),
        List.of(),
        new Axis("lesson", false),
        new Axis("loss", true),
        List.of(
            Series.of("loss " + step(), Look.FAINT, lessons, losses),
            Series.of(
                "low-pass filtered: Gaussian, sigma 3 of them",
                Look.MAIN,
                lessons,
                LowPass.of(losses))));
  }

  /** To three digits. */
  private static String tidy(double loss) {
    return Double.isFinite(loss)
        ? Shown.value(new BigDecimal(loss).round(new MathContext(3)).doubleValue())
        : "none";
  }

  private String alphas() {
    long affine = course.before().size() / 2;
    List<String> each =
        IntStream.range(0, (int) affine)
            .mapToObj(k -> Shown.place(trial.value(LayersFamily.ALPHA_K, k)))
            .distinct()
            .toList();
    return each.isEmpty() ? "none" : String.join(" and ", each);
  }

  private String step() {
    return course.every() == 1
        ? "of every lesson before its changes"
        : "of one lesson in %d before its changes".formatted(course.every());
  }
}
