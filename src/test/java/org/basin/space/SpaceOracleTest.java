package org.basin.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.basin.sweep.Setting;
import org.basin.sweep.Sweep;
import org.basin.sweep.condition.Condition;
import org.basin.sweep.condition.Condition.Relation;
import org.basin.sweep.condition.Term;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares spaces of random small sweeps with nested loops over all values. */
class SpaceOracleTest {

  private static final List<String> STRUCTURAL = List.of("scheme", "steps", "hidden", "width");
  private static final List<String> LANE = List.of("beta", "alpha", "weight_0_0_0", "weight_0_1_0");

  static IntStream seeds() {
    return IntStream.range(0, 400);
  }

  /** One trial as the loops see it. */
  private record Expected(int replicate, Map<String, Object> values)
      implements Condition.Valuation {
    @Override
    public double number(String axis) {
      return axis.equals("replicate") ? replicate : ((Number) values.get(axis)).doubleValue();
    }

    @Override
    public String text(String axis) {
      return values.get(axis).toString();
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aSpaceEqualsNestedLoopsOverItsValues(int seed) throws Exception {
    Random random = new Random(seed);
    Sweep sweep = sweep(random);
    TreeMap<Long, Expected> expected = loops(sweep);
    long full = expected.size();
    expected.values().removeIf(trial -> !sweep.where().test(trial));
    Space space = Space.of(sweep, new Names());
    agree(space, expected, full, random);

    List<String> names = new ArrayList<>(sweep.parameters().keySet());
    for (int round = 0; round < 2; round++) {
      Condition condition = condition(sweep, names, random, random.nextInt(3));
      space = space.restrict(condition);
      expected.values().removeIf(trial -> !condition.test(trial));
      agree(space, expected, full, random);
      long cut = random.nextLong(full + 2);
      space = space.restrict(Names.compare("trial", Relation.GREATER_EQUAL, cut));
      expected.headMap(cut).clear();
      long hole = random.nextLong(full + 2);
      space = space.restrict(Names.compare("trial", Relation.NOT_EQUAL, hole));
      expected.remove(hole);
      agree(space, expected, full, random);
    }
    agree((Space) Names.deserialised(Names.serialised(space)), expected, full, random);
  }

  private static void agree(
      Space space, TreeMap<Long, Expected> expected, long full, Random random) {
    assertThat(space.count()).isEqualTo(expected.size());
    assertThat(space.positions()).isGreaterThanOrEqualTo(expected.size()).isLessThanOrEqualTo(full);
    assertThat(walk(space, 0, space.positions())).isEqualTo(expected);

    long from = random.nextLong(space.positions() + 1);
    long until = from + random.nextLong(space.positions() - from + 1);
    assertThat(space.count(from, until)).isEqualTo(walk(space, from, until).size());

    for (long trial = 0; trial <= full; trial++) {
      long position = space.position(trial);
      assertThat(walk(space, 0, position)).isEqualTo(expected.headMap(trial));
      assertThat(space.point(trial).map(Point::values))
          .isEqualTo(java.util.Optional.ofNullable(expected.get(trial)).map(Expected::values));
    }
    blocksAgree(space, expected, 1 + random.nextInt(7), random);
  }

  private static void blocksAgree(
      Space space, TreeMap<Long, Expected> expected, int size, Random random) {
    TreeMap<Long, Expected> seen = new TreeMap<>();
    long cut = random.nextLong(space.positions() + 1);
    List<Block> blocks = new ArrayList<>();
    space.blocks(0, cut, size).forEach(blocks::add);
    space.blocks(cut, space.positions(), size).forEach(blocks::add);
    long end = 0;
    for (Block block : blocks) {
      assertThat(block.from()).isGreaterThanOrEqualTo(end);
      assertThat(block.until() - block.from()).isBetween(1L, (long) size);
      end = block.until();
      Map<String, Object> structure = space.structures().get(block.structure()).values();
      TreeMap<Long, Expected> trials = walk(space, block.from(), block.until());
      for (Expected trial : trials.values()) {
        for (String name : STRUCTURAL) {
          if (trial.values().containsKey(name)) {
            assertThat(structure).containsEntry(name, trial.values().get(name));
          }
        }
      }
      seen.putAll(trials);
    }
    assertThat(seen).isEqualTo(expected);
  }

  /** What each hyperparameter is anyway; {@code weight_K_I_J} is drawn. */
  private static Object standard(String name, Map<String, Object> values) {
    return switch (name) {
      case "scheme" -> "ep";
      case "steps" -> Names.STEPS.get((String) values.getOrDefault("scheme", "ep"));
      case "hidden" -> List.of(2L);
      case "shuffle" -> false;
      case "width" -> 1.0;
      case "beta", "alpha" -> 0.1;
      default -> "drawn";
    };
  }

  /** A term for each value that differs from the standard, of {@code shuffle: true} too. */
  private static long sum(Map<String, Object> values) {
    Map<String, Object> all = new HashMap<>(values);
    all.put("shuffle", true);
    long sum = 0;
    for (String name : all.keySet()) {
      Object value = all.get(name);
      if (!value.equals(standard(name, all))) {
        long bits =
            value instanceof Number number
                ? Seeds.bits(number.doubleValue())
                : Seeds.hash(value.toString());
        sum += Seeds.term(Seeds.hash(name), bits);
      }
    }
    return sum;
  }

  /** Walks a stretch, checking that each trial's seed depends on its values only. */
  private static TreeMap<Long, Expected> walk(Space space, long from, long until) {
    TreeMap<Long, Expected> seen = new TreeMap<>();
    Cursor cursor = space.cursor(from, until);
    long last = -1;
    while (cursor.next()) {
      assertThat(cursor.trial()).isGreaterThan(last);
      last = cursor.trial();
      Map<String, Object> values = new LinkedHashMap<>();
      for (int a = 0; a < space.axes().size(); a++) {
        Axis axis = space.axes().get(a);
        Object value = axis.values().value(cursor.place(a));
        values.put(axis.name(), value);
        if (value instanceof Number number) {
          assertThat(cursor.number(a)).isEqualTo(number.doubleValue());
        }
      }
      assertThat(cursor.seed()).isEqualTo(Seeds.trial(sum(values), 42, cursor.replicate()));
      seen.put(last, new Expected(cursor.replicate(), values));
    }
    assertThat(cursor.next()).isFalse();
    return seen;
  }

  private static Sweep sweep(Random random) {
    Map<String, Setting> parameters = new LinkedHashMap<>();
    List<String> names = new ArrayList<>();
    names.addAll(pick(STRUCTURAL, random.nextInt(3), random));
    names.addAll(pick(LANE, random.nextInt(4), random));
    java.util.Collections.shuffle(names, random);
    int zipped = 1 + random.nextInt(3);
    Map<String, List<String>> zip = new HashMap<>();
    for (String name : names) {
      boolean lane = LANE.contains(name);
      boolean group = random.nextInt(4) == 0;
      if (group) {
        zip.computeIfAbsent(lane ? "lane" : "structural", k -> new ArrayList<>()).add(name);
      }
      parameters.put(name, axis(name, group ? zipped : 1 + random.nextInt(4), random));
    }
    parameters.put("shuffle", new Setting.Fixed(true));
    List<List<String>> groups = zip.values().stream().filter(g -> g.size() > 1).toList();
    Sweep all = Names.grid(parameters, groups, Condition.ALL, 1 + random.nextInt(3));
    Condition where = condition(all, names, random, random.nextInt(3));
    return Names.grid(
        parameters,
        groups,
        where.axes().contains("replicate") ? Condition.ALL : where,
        all.replicates());
  }

  private static List<String> pick(List<String> from, int count, Random random) {
    List<String> shuffled = new ArrayList<>(from);
    java.util.Collections.shuffle(shuffled, random);
    return shuffled.subList(0, count);
  }

  private static Setting.Axis axis(String name, int size, Random random) {
    List<Object> values = new ArrayList<>();
    for (int k = 0; k < size; k++) {
      double number = k + random.nextInt(3) * 0.25;
      values.add(
          switch (name) {
            case "scheme" -> "s" + k;
            case "steps" -> (long) (k + 1);
            case "hidden" -> List.of((long) k, 2L);
            default -> number;
          });
    }
    return new Setting.Values(values);
  }

  private static Condition condition(Sweep sweep, List<String> names, Random random, int parts) {
    List<Condition> conditions = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      Condition one = comparison(sweep, names, random);
      Condition two = comparison(sweep, names, random);
      conditions.add(
          switch (random.nextInt(5)) {
            case 0 -> new Condition.Or(List.of(one, two));
            case 1 -> new Condition.Not(one);
            case 2 -> new Condition.And(List.of(one, new Condition.Not(two)));
            default -> one;
          });
    }
    return new Condition.And(conditions);
  }

  private static Condition comparison(Sweep sweep, List<String> names, Random random) {
    Relation relation = Relation.values()[random.nextInt(Relation.values().length)];
    String left = name(sweep, names, random);
    String right = name(sweep, names, random);
    if (sweep.parameters().get(left) instanceof Setting.Axis axis
        && !(axis.value(0) instanceof Number)) {
      Term text = new Term.Text(axis.value(random.nextInt(axis.size())).toString());
      return new Condition.In(new Term.TextAxis(left), List.of(text));
    }
    boolean number =
        right.equals("replicate")
            || ((Setting.Axis) sweep.parameters().get(right)).value(0) instanceof Number;
    return number && random.nextBoolean()
        ? Names.compare(left, relation, right)
        : Names.compare(left, relation, random.nextInt(9) * 0.5);
  }

  private static String name(Sweep sweep, List<String> names, Random random) {
    List<String> varied =
        names.stream().filter(n -> sweep.parameters().get(n) instanceof Setting.Axis).toList();
    int pick = random.nextInt(varied.size() + 1);
    return pick == varied.size() ? "replicate" : varied.get(pick);
  }

  /** Every trial of a sweep by number, before {@code where}. */
  private static TreeMap<Long, Expected> loops(Sweep sweep) {
    List<List<String>> groups = new ArrayList<>();
    for (boolean lane : new boolean[] {false, true}) {
      for (String name : sweep.parameters().keySet()) {
        if (sweep.parameters().get(name) instanceof Setting.Axis
            && LANE.contains(name) == lane
            && groups.stream().noneMatch(group -> group.contains(name))) {
          groups.add(
              sweep.zip().stream()
                  .filter(group -> group.contains(name))
                  .findFirst()
                  .orElse(List.of(name)));
        }
      }
    }
    TreeMap<Long, Expected> trials = new TreeMap<>();
    loop(sweep, groups, 0, new HashMap<>(), trials);
    return trials;
  }

  private static void loop(
      Sweep sweep,
      List<List<String>> groups,
      int depth,
      Map<String, Object> values,
      TreeMap<Long, Expected> trials) {
    if (depth == groups.size()) {
      Map<String, Object> ordered = new LinkedHashMap<>();
      sweep.parameters().keySet().stream()
          .filter(values::containsKey)
          .forEach(name -> ordered.put(name, values.get(name)));
      for (int r = 0; r < sweep.replicates(); r++) {
        trials.put((long) trials.size(), new Expected(r, ordered));
      }
      return;
    }
    int size = ((Setting.Axis) sweep.parameters().get(groups.get(depth).get(0))).size();
    for (int k = 0; k < size; k++) {
      for (String name : groups.get(depth)) {
        values.put(name, ((Setting.Axis) sweep.parameters().get(name)).value(k));
      }
      loop(sweep, groups, depth + 1, values, trials);
    }
  }
}
