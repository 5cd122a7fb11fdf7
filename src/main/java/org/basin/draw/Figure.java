package org.basin.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A picture as data: what it shows, with titles and scales, and nothing of how it is drawn. {@link
 * Drawing} makes PNG and SVG of it, a page its charts.
 */
public sealed interface Figure {

  /** What it is called among the pictures of a trial, words joined by -. */
  String name();

  /** Stands above. */
  String title();

  /** Lines that say how it is to be read. */
  List<String> caption();

  /**
   * The same with more words.
   *
   * @param title in place of the title
   * @param above stand before the caption
   */
  Figure worded(String title, List<String> above);

  /**
   * Lines over numbers.
   *
   * @param x the axis to the right
   * @param y the axis upwards
   * @param series the first lies below the others
   */
  record Curves(
      String name, String title, List<String> caption, Axis x, Axis y, List<Series> series)
      implements Figure {
    public Curves {
      caption = List.copyOf(caption);
      series = List.copyOf(series);
    }

    @Override
    public Curves worded(String title, List<String> above) {
      return new Curves(name, title, joined(above, caption), x, y, series);
    }

    /** The same axes with other lines. */
    public Curves with(List<Series> others) {
      return new Curves(name, title, caption, x, y, others);
    }
  }

  /**
   * An axis of numbers.
   *
   * @param log whether equal ratios have equal distances, as far as numbers are above 0
   */
  record Axis(String name, boolean log) {}

  /**
   * One line.
   *
   * @param look what it is beside the others
   * @param x places from left to right
   * @param y one number for each place; a gap where one is not finite
   * @param band lower and upper edges of an area around the line; empty for none
   */
  record Series(String name, Look look, double[] x, double[] y, List<double[]> band) {
    public Series {
      band = List.copyOf(band);
      if (x.length != y.length || band.stream().anyMatch(edge -> edge.length != x.length)) {
        throw new IllegalArgumentException(
            "a line must have a number for each place, got %d for %d"
                .formatted(y.length, x.length));
      }
    }

    /** Without a band. */
    public static Series of(String name, Look look, double[] x, double[] y) {
      return new Series(name, look, x, y, List.of());
    }

    /** The same line of another name. */
    public Series named(String other) {
      return new Series(other, look, x, y, band);
    }
  }

  /** What a line is beside the others. */
  enum Look {
    /** The line itself. */
    MAIN,
    /** What the main line smooths or sums up. */
    FAINT
  }

  /**
   * Numbers in rows and columns, side by side, of one scale around 0.
   *
   * @param panels all of the same size
   * @param across panels side by side
   * @param extent the largest number that has a colour of its own, above 0
   */
  record Matrices(
      String name,
      String title,
      List<String> caption,
      List<Panel> panels,
      int across,
      double extent)
      implements Figure {
    public Matrices {
      caption = List.copyOf(caption);
      panels = List.copyOf(panels);
    }

    @Override
    public Matrices worded(String title, List<String> above) {
      return new Matrices(name, title, joined(above, caption), panels, across, extent);
    }
  }

  /**
   * Nodes and the edges between them.
   *
   * @param columns what stands above the nodes of equal {@code x}, from left to right; may be empty
   * @param activation the largest value of a node that has a colour of its own, above 0
   * @param weight that of an edge
   */
  record Network(
      String name,
      String title,
      List<String> caption,
      List<String> columns,
      List<Node> nodes,
      List<Edge> edges,
      double activation,
      double weight)
      implements Figure {
    public Network {
      caption = List.copyOf(caption);
      columns = List.copyOf(columns);
      nodes = List.copyOf(nodes);
      edges = List.copyOf(edges);
    }

    @Override
    public Network worded(String title, List<String> above) {
      return new Network(
          name, title, joined(above, caption), columns, nodes, edges, activation, weight);
    }
  }

  /**
   * A node.
   *
   * @param label what it is
   * @param x from 0 at the left to 1
   * @param y from 0 above to 1
   * @param value gives it its colour; NaN for none
   * @param aside a number that stands beside it
   */
  record Node(String label, double x, double y, double value, OptionalDouble aside) {}

  /**
   * An edge between two nodes.
   *
   * @param from place among the nodes
   * @param to place among the nodes
   * @param weight gives it its colour and width
   */
  record Edge(int from, int to, double weight) {}

  private static List<String> joined(List<String> above, List<String> below) {
    List<String> all = new ArrayList<>(above);
    all.addAll(below);
    return all;
  }
}
