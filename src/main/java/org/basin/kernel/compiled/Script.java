package org.basin.kernel.compiled;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that a training does between two moments in which somebody looks at its numbers, and the
 * functions that do it. Grows while a training is rehearsed; afterwards threads share it.
 */
final class Script {

  /** A function takes so many parts at most: what compiles in a moment. */
  private static final int MOST_PARTS = 48;

  /** More would take too long to compile. */
  private static final int MOST_STEPS = 4_000;

  private final int most;
  private final Step root = Step.root();
  private final List<Step> ends = new ArrayList<>();
  private List<Routine> routines = List.of();
  private boolean open = true;
  private int steps;

  /** Cells of all planes. */
  private int cells;

  private double operations;

  Script() {
    this(MOST_STEPS);
  }

  /**
   * @param most different operations it may have
   */
  Script(int most) {
    this.most = most;
  }

  /** The step that sequences begin from. */
  Step root() {
    return root;
  }

  /** Whether it is still being written. */
  boolean open() {
    return open;
  }

  /** Adds a step after another. */
  Step grow(Step after, long mark, Deed deed) {
    if (++steps > most) {
      throw new UnforeseenException(
          "a training must be of at most %,d different operations, got more".formatted(most));
    }
    return after.grow(mark, deed);
  }

  /** A sequence ends. */
  void end(Step step) {
    if (step.end()) {
      ends.add(step);
    }
  }

  /** How many sequences it has. */
  int sequences() {
    return ends.size();
  }

  /** How many cells a lane needs. */
  int cells() {
    return cells;
  }

  List<Routine> routines() {
    return routines;
  }

  /** About how many operations a training does in each lane. */
  double operations() {
    return operations;
  }

  /**
   * Nothing is added from now on; every sequence gets the calls that do it.
   *
   * @param cells that a lane needs
   * @param times how often the training was rehearsed
   */
  void close(int cells, int times) {
    this.cells = cells;
    open = false;
    Map<String, Routine> found = new LinkedHashMap<>();
    List<List<Routine>> ways = new ArrayList<>();
    List<List<int[]>> uses = new ArrayList<>();
    for (Step end : ends) {
      List<Routine> way = new ArrayList<>();
      List<int[]> places = new ArrayList<>();
      for (List<Step> piece : pieces(end.way())) {
        Routine own = new Routine(piece);
        Routine routine = found.computeIfAbsent(own.key, key -> own);
        routine.uses.add(own.use());
        way.add(routine);
        places.add(own.use());
      }
      ways.add(way);
      uses.add(places);
    }
    routines = List.copyOf(found.values());
    Map<Routine, Integer> numbers = new LinkedHashMap<>();
    routines.forEach(routine -> numbers.put(routine, numbers.size()));
    Map<Routine, int[]> varying = new LinkedHashMap<>();
    routines.forEach(routine -> varying.put(routine, routine.varying()));
    for (int e = 0; e < ends.size(); e++) {
      List<Long> words = new ArrayList<>();
      long own = 0;
      for (int r = 0; r < ways.get(e).size(); r++) {
        Routine routine = ways.get(e).get(r);
        words.add((long) numbers.get(routine));
        for (int place : varying.get(routine)) {
          words.add((long) uses.get(e).get(r)[place]);
        }
        own += routine.operations();
      }
      operations += (double) own * ends.get(e).ended() / times;
      long[] all = words.stream().mapToLong(Long::longValue).toArray();
      ends.get(e).calls(new Calls(all, ways.get(e).size(), own));
    }
  }

  /** A call of one routine, on the places of its first use. */
  Calls calls(Routine routine) {
    int[] varying = routine.varying();
    long[] words = new long[1 + varying.length];
    words[0] = routines.indexOf(routine);
    for (int v = 0; v < varying.length; v++) {
      words[1 + v] = routine.uses.get(0)[varying[v]];
    }
    return new Calls(words, 1, routine.operations());
  }

  /** Cuts a long sequence. */
  private static List<List<Step>> pieces(List<Step> way) {
    List<Routine.Part> parts = Routine.parts(way.stream().mapToLong(it -> it.mark).toArray());
    List<List<Step>> pieces = new ArrayList<>();
    int from = 0;
    int deeds = 0;
    for (Routine.Part part : parts) {
      if (deeds > 0 && deeds + part.length() > MOST_PARTS) {
        pieces.add(way.subList(from, part.deeds()));
        from = part.deeds();
        deeds = 0;
      }
      deeds += part.length();
    }
    pieces.add(way.subList(from, way.size()));
    return pieces;
  }
}
