package org.basin.kernel.compiled;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A sequence of deeds as a function: what is done to which of its places. Sequences that differ in
 * where the places lie share one.
 */
final class Routine {

  /**
   * Something that is done, several times in a row.
   *
   * @param deeds from which on
   * @param length how many deeds
   * @param times how often
   */
  record Part(int deeds, int length, int times) {}

  private static final int LONGEST_REPEAT = 64;

  final List<Deed> deeds;

  /** Places by deed and plane. */
  final int[][] places;

  final List<Part> parts;

  /** Whether some places share cells. */
  final boolean overlapping;

  /** Where the places lie, by use. */
  final List<int[]> uses = new ArrayList<>();

  /** What is the same in all sequences that share it. */
  final String key;

  private final List<Stretch> stretches = new ArrayList<>();

  Routine(List<Step> steps) {
    deeds = steps.stream().map(Step::deed).toList();
    places = new int[deeds.size()][];
    Map<Stretch, Integer> found = new HashMap<>();
    StringBuilder text = new StringBuilder();
    for (int d = 0; d < places.length; d++) {
      List<Stretch> own = deeds.get(d).stretches();
      places[d] = new int[own.size()];
      text.append(deeds.get(d).key());
      for (int p = 0; p < places[d].length; p++) {
        Stretch stretch = own.get(p);
        Integer place = found.putIfAbsent(stretch, stretches.size());
        if (place == null) {
          place = stretches.size();
          stretches.add(stretch);
        }
        places[d][p] = place;
        text.append(' ').append(place);
      }
      text.append('\n');
    }
    boolean shared = false;
    for (int a = 0; a < stretches.size(); a++) {
      for (int b = 0; b < a; b++) {
        shared |= stretches.get(a).overlaps(stretches.get(b));
      }
    }
    overlapping = shared;
    parts = parts(steps.stream().mapToLong(step -> step.mark).toArray());
    key = text.append(overlapping).toString();
  }

  /** Finds what is repeated at once, shortest first. */
  static List<Part> parts(long[] marks) {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    while (at < marks.length) {
      Part part = new Part(at, 1, 1);
      for (int length = 1;
          length <= Math.min(LONGEST_REPEAT, (marks.length - at) / 2) && part.times == 1;
          length++) {
        int times = 1;
        while (at + (times + 1) * length <= marks.length
            && Arrays.equals(
                marks, at, at + length, marks, at + times * length, at + (times + 1) * length)) {
          times++;
        }
        part = times > 1 ? new Part(at, length, times) : part;
      }
      parts.add(part);
      at += part.length * part.times;
    }
    return parts;
  }

  /** Where the places of this sequence lie. */
  int[] use() {
    return stretches.stream().mapToInt(Stretch::first).toArray();
  }

  /** The places of its first use. */
  List<Stretch> stretches() {
    return stretches;
  }

  /** How many places there are. */
  int count() {
    return stretches.size();
  }

  /** Whether a place lies elsewhere in some use. */
  boolean varies(int place) {
    return uses.stream().anyMatch(use -> use[place] != uses.get(0)[place]);
  }

  /** The places that vary. */
  int[] varying() {
    return IntStream.range(0, count()).filter(this::varies).toArray();
  }

  /** About how many operations it does in each lane. */
  long operations() {
    long sum = 0;
    for (Part part : parts) {
      for (Deed deed : deeds.subList(part.deeds, part.deeds + part.length)) {
        sum += part.times * deed.code().get().operations();
      }
    }
    return sum;
  }
}
