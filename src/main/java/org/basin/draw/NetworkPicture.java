package org.basin.draw;

import java.util.List;

/** Draws nodes and edges: values as colours, weights as colours and widths. */
record NetworkPicture(Figure.Network network) {

  private static final int WIDTH = 620;
  private static final int LEAST = 300;
  private static final int TITLE = 34;
  private static final int COLUMN = 22;
  private static final int MARGIN = 60;
  private static final double THICK = 7;

  /** Nodes of one column beside which numbers can be read. */
  private static final int READABLE = 24;

  /** Draws it. */
  Canvas draw(Medium medium) {
    int most = mostAbove();
    int height = Math.max(LEAST, Math.min(1400, 46 * most));
    double radius = Math.max(4, Math.min(19, 0.36 * height / Math.max(1, most)));
    Legend nodes = legend(network.activation());
    Legend edges = legend(network.weight());
    int right = WIDTH + 16;
    int all = right + Math.max(110, Math.max(nodes.room(), edges.room()));
    int below = TITLE + COLUMN + height;
    Caption lines = Caption.of(network.caption(), all - 32);
    try (Canvas canvas = new Canvas(medium, all, below + 28 + lines.height())) {
      canvas.size(14);
      canvas.text(network.title(), 16, TITLE - 12);
      canvas.size(12);
      for (int c = 0; c < network.columns().size(); c++) {
        double x = network.columns().size() == 1 ? 0.5 : c / (network.columns().size() - 1.0);
        canvas.textAround(network.columns().get(c), (int) across(x), TITLE + 10);
      }
      ValueScale weights = new LinearScale(-network.weight(), network.weight());
      for (Figure.Edge edge : network.edges()) {
        Figure.Node from = network.nodes().get(edge.from());
        Figure.Node to = network.nodes().get(edge.to());
        double share = Math.min(1, Math.abs(edge.weight()) / network.weight());
        int colour =
            Double.isNaN(edge.weight())
                ? ColourMap.LOST
                : ColourMap.DIVERGING.rgb(weights.share(edge.weight()));
        canvas.stroke(
            across(from.x()),
            up(from.y(), height),
            across(to.x()),
            up(to.y(), height),
            Double.isNaN(share) ? 1 : Math.max(0.6, THICK * share),
            colour);
      }
      for (Figure.Node node : network.nodes()) {
        draw(canvas, node, radius, height);
      }
      int half = (height - 40) / 2;
      canvas.text("node", right, TITLE + COLUMN - 6);
      nodes.draw(canvas, right, TITLE + COLUMN, half - 10);
      canvas.text("edge", right, TITLE + COLUMN + half + 34);
      edges.draw(canvas, right, TITLE + COLUMN + half + 40, half - 10);
      lines.draw(canvas, 16, below + 24);
      return canvas;
    }
  }

  private void draw(Canvas canvas, Figure.Node node, double radius, int height) {
    ValueScale values = new LinearScale(-network.activation(), network.activation());
    double share = values.share(node.value());
    double x = across(node.x());
    double y = up(node.y(), height);
    int fill = Double.isNaN(share) ? ColourMap.LOST : ColourMap.DIVERGING.rgb(share);
    canvas.disc(x, y, radius, fill);
    if (radius < 9 || mostAbove() > READABLE) {
      return;
    }
    canvas.size(10);
    boolean dark = Math.abs(share - 0.5) > 0.3;
    if (!Double.isNaN(node.value())) {
      canvas.textAround(
          Shown.place(rounded(node.value())), (int) x, (int) y + 4, dark ? 0xffffff : 0x222222);
    }
    String below =
        node.aside().isPresent() ? "b " + Shown.place(rounded(node.aside().getAsDouble())) : "";
    canvas.textAround(below, (int) x, (int) (y + radius + 11));
    canvas.textAround(node.label(), (int) x, (int) (y - radius - 4));
    canvas.size(12);
  }

  private static double rounded(double value) {
    return Double.isFinite(value) ? Math.rint(value * 100) / 100 + 0.0 : value;
  }

  private int mostAbove() {
    return network.nodes().stream()
        .mapToInt(
            one -> (int) network.nodes().stream().filter(other -> other.x() == one.x()).count())
        .max()
        .orElse(1);
  }

  private static Legend legend(double extent) {
    List<Tick> ticks = new LinearScale(-extent, extent).ticks(5);
    return new Legend(ColourMap.DIVERGING, ticks);
  }

  private static double across(double x) {
    return MARGIN + x * (WIDTH - 2 * MARGIN);
  }

  private static double up(double y, int height) {
    return TITLE + COLUMN + 24 + y * (height - 48);
  }
}
