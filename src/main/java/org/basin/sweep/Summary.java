package org.basin.sweep;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.basin.sweep.text.Quote;

/**
 * One table of a sweep's answer: its trials in cells, and what is said of each cell.
 *
 * @param title stands above the table; "" for none
 * @param measure what is said
 * @param by the axes whose values make the rows, in the order of the columns
 * @param across the axis whose values make further columns; "" for none
 */
public record Summary(String title, Measure measure, List<String> by, String across)
    implements Serializable {

  /** The column of the table that says how a trial ended, which a condition may name. */
  public static final Hyperparameter STATE =
      Hyperparameter.choice(
          "state", "", List.of("COMPLETE", "DIVERGED", "PRUNED", "FAILED"), "how the trial ended");

  public Summary {
    by = List.copyOf(by);
  }

  /** The axes that make the cells. */
  public List<String> axes() {
    List<String> axes = new ArrayList<>(by);
    if (!across.isEmpty()) {
      axes.add(across);
    }
    return List.copyOf(axes);
  }

  /** As it stands in a sweep file, on one line. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    if (!title.isEmpty()) {
      text.append("title: ").append(Quote.yaml(title)).append(", ");
    }
    text.append(measure.word()).append(": ").append(Quote.yaml(measure.text()));
    if (measure instanceof Measure.Mean mean && !mean.beside().isEmpty()) {
      text.append(", beside: ").append(Quote.yaml(mean.beside()));
    }
    if (measure instanceof Measure.Boundary plane) {
      text.append(", x: ").append(plane.x()).append(", y: ").append(plane.y());
    }
    if (!by.isEmpty()) {
      text.append(", by: ").append(by);
    }
    if (!across.isEmpty()) {
      text.append(", across: ").append(across);
    }
    return text.append('}').toString();
  }
}
