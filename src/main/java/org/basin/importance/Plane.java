package org.basin.importance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What trials add up to over two factors. */
final class Plane {

  private record Cell(Object x, Object y, Sums sums) {}

  private final List<Cell> cells = new ArrayList<>();
  private final Map<Object, Sums> across = new HashMap<>();
  private final Map<Object, Sums> up = new HashMap<>();

  /** Adds a cell, which is added once. */
  void add(Object x, Object y, Sums sums) {
    cells.add(new Cell(x, y, sums));
    across.merge(x, sums, Sums::plus);
    up.merge(y, sums, Sums::plus);
  }

  int cells() {
    return cells.size();
  }

  /** The sum of squares between the cells. */
  double between() {
    return Sums.between(cells.stream().map(Cell::sums).toList());
  }

  /** The sum of squares of what a pair adds in a full product: Σ n (y_uv - y_u - y_v)². */
  double interaction() {
    double squares = 0;
    for (Cell cell : cells) {
      double more = cell.sums.mean() - across.get(cell.x).mean() - up.get(cell.y).mean();
      squares += cell.sums.count() * more * more;
    }
    return squares;
  }
}
