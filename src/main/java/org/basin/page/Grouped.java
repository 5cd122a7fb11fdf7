package org.basin.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The cells of one or several sides that have trials.
 *
 * @param sides the places of the sides, rising
 * @param sizes how many cells each of them has
 * @param cells by number: that of the first side counts most
 */
record Grouped(List<Integer> sides, int[] sizes, Map<Long, Tally> cells) {

  Grouped {
    sides = List.copyOf(sides);
  }

  /** Without any cell yet. */
  static Grouped none(List<Integer> sides, List<Side> all) {
    int[] sizes = sides.stream().mapToInt(side -> all.get(side).cells()).toArray();
    return new Grouped(sides, sizes, new HashMap<>());
  }

  /** How many cells there are, with trials or without. */
  int size() {
    int size = 1;
    for (int each : sizes) {
      size = Math.multiplyExact(size, each);
    }
    return size;
  }

  /** The number of the cell at places on the sides. */
  long number(int[] places) {
    long number = 0;
    for (int i = 0; i < sizes.length; i++) {
      number = number * sizes[i] + places[i];
    }
    return number;
  }

  /** The places on the sides of a cell. */
  int[] places(long number) {
    int[] places = new int[sizes.length];
    long rest = number;
    for (int i = sizes.length - 1; i >= 0; i--) {
      places[i] = (int) (rest % sizes[i]);
      rest /= sizes[i];
    }
    return places;
  }

  /** The cells of fewer of these sides. */
  Grouped over(List<Integer> fewer, int metrics, int conditions) {
    List<Integer> at = new ArrayList<>();
    fewer.forEach(side -> at.add(sides.indexOf(side)));
    int[] kept = at.stream().mapToInt(i -> sizes[i]).toArray();
    Grouped over = new Grouped(fewer, kept, new HashMap<>());
    // in their order, so that sums are the same each time
    new TreeMap<>(cells)
        .forEach(
            (number, tally) -> {
              int[] places = places(number);
              int[] own = at.stream().mapToInt(i -> places[i]).toArray();
              over.cells
                  .computeIfAbsent(over.number(own), any -> new Tally(metrics, conditions))
                  .add(tally);
            });
    return over;
  }

  /** Whether trials lie in several cells of each side. */
  boolean varied() {
    for (int i = 0; i < sizes.length; i++) {
      int side = i;
      if (cells.keySet().stream().map(number -> places(number)[side]).distinct().count() < 2) {
        return false;
      }
    }
    return true;
  }

  /** Each cell that has trials, in the order of their numbers. */
  void each(Consumer<Map.Entry<Long, Tally>> cell) {
    new TreeMap<>(cells).entrySet().forEach(cell);
  }
}
