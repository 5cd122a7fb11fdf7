package org.basin.explore;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.basin.run.UsageException;
import org.basin.sweep.Geometric;
import org.basin.sweep.Setting;
import org.basin.sweep.Steps;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.sweep.SweepWriter;
import org.basin.trial.Job;
import org.basin.trial.StartParameters;

/** The view of a map as a sweep file: the trials of its pixels, and no others. */
final class SavedView {

  /** A view has no more pixels on a side. */
  private static final int MOST = 4096;

  private SavedView() {}

  /**
   * The text of the file.
   *
   * @param json of the page: its scene, its rulers, and the pixels in view at a zoom
   * @throws SweepException when the scene has mistakes
   */
  static String text(Explored explored, JsonNode json) throws SweepException {
    Scene scene = Scene.of(json.path("scene"));
    Job base = explored.job(scene.changes());
    int zoom = json.path("zoom").asInt();
    if (zoom < Ruler.WIDEST || zoom > Ruler.DEEPEST) {
      throw new UsageException(
          "%d <= zoom <= %d must hold, got %d".formatted(Ruler.WIDEST, Ruler.DEEPEST, zoom));
    }
    Map<String, Setting> axes = new LinkedHashMap<>();
    for (String side : List.of("x", "y")) {
      Ruler ruler = TileRequest.ruler(json.path(side));
      axes.put(
          ruler.name(),
          axis(
              base,
              ruler,
              zoom,
              json.path("from" + side).asLong(),
              json.path("until" + side).asLong()));
    }
    Sweep staged =
        Stage.job(
                base,
                scene,
                Map.of(),
                new Stage.Wanted(
                    base.sweep().output().histories(), base.sweep().output().metrics()),
                StartParameters.NONE)
            .sweep()
            .withEngine(explored.engine(scene.changes()));
    Map<String, Setting> parameters = new LinkedHashMap<>(staged.parameters());
    parameters.replaceAll(SavedView::fixed);
    List<String> read = new ArrayList<>(staged.where().axes());
    read.forEach(
        name -> parameters.computeIfPresent(name, (it, known) -> staged.parameters().get(it)));
    parameters.putAll(axes);
    String text =
        SweepWriter.write(staged.narrowed(staged.name() + "-view", parameters, staged.where()));
    return "# A view of ./basin explore.\n" + text;
  }

  private static Setting fixed(String name, Setting setting) {
    return setting instanceof Setting.Values values && values.size() == 1
        ? new Setting.Fixed(values.value(0))
        : setting;
  }

  /** The values of pixels, less those that the hyperparameter may not have. */
  private static Setting axis(Job base, Ruler ruler, int zoom, long from, long until) {
    long[] pixels =
        until - from > MOST || until <= from
            ? new long[0]
            : LongStream.range(from, until)
                .filter(k -> Stage.inside(base.hyperparameter(ruler.name()), ruler.value(zoom, k)))
                .toArray();
    double[] values =
        LongStream.of(pixels).mapToDouble(k -> ruler.value(zoom, k)).distinct().toArray();
    if (values.length < 2) {
      throw new UsageException(
          "a view must have 2 to %d different values of %s, got %d"
              .formatted(MOST, ruler.name(), values.length));
    }
    long first = pixels[0];
    long last = pixels[pixels.length - 1];
    try {
      Setting.Axis axis =
          ruler.log()
              ? new Geometric(values[0], values[values.length - 1], values.length)
              : new Steps(exact(ruler, zoom, first), exact(ruler, zoom, last), step(ruler, zoom));
      if (same(axis, values)) {
        return axis;
      }
    } catch (IllegalArgumentException tooFine) {
      // the values themselves say it
    }
    List<Object> all = new ArrayList<>();
    for (double value : values) {
      all.add(value);
    }
    return new Setting.Values(all);
  }

  private static BigDecimal exact(Ruler ruler, int zoom, long k) {
    return written(ruler.exact(zoom, k));
  }

  private static BigDecimal step(Ruler ruler, int zoom) {
    return written(ruler.step(zoom));
  }

  /** As the text of a file is read, which is cut where it is long. */
  private static BigDecimal written(BigDecimal decimal) {
    return org.basin.sweep.text.Numeral.decimal(org.basin.sweep.text.Numeral.text(decimal));
  }

  private static boolean same(Setting.Axis axis, double[] values) {
    boolean same = axis.size() == values.length;
    for (int k = 0; same && k < values.length; k++) {
      same = Double.compare(axis.number(k), values[k] + 0.0) == 0;
    }
    return same;
  }
}
