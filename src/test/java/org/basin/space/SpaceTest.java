package org.basin.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.basin.sweep.Linear;
import org.basin.sweep.Numbers;
import org.basin.sweep.Setting;
import org.basin.sweep.Steps;
import org.basin.sweep.SweepException;
import org.basin.sweep.condition.Condition;
import org.basin.sweep.condition.Condition.Relation;
import org.basin.sweep.condition.Term;
import org.junit.jupiter.api.Test;

class SpaceTest {

  private static Map<String, Setting> sliders(int size) {
    Map<String, Setting> parameters = new LinkedHashMap<>();
    Setting values = new Steps(-2, -2 + (size - 1) * 0.1, 0.1);
    for (String name : List.of("0_0_0", "0_0_1", "0_1_0", "0_1_1", "1_0_0", "1_1_0")) {
      parameters.put("weight_" + name, values);
    }
    return parameters;
  }

  @Test
  void theSliderSpaceIsCountedExactlyAtOnce() throws Exception {
    Space space = Names.space(sliders(41), Condition.ALL, 1);
    assertThat(space.count()).isEqualTo(4_750_104_241L);
    assertThat(space.positions()).isEqualTo(4_750_104_241L);
    assertThat(space.structures()).hasSize(1);
    Cursor last = space.cursor(4_750_104_240L, 4_750_104_241L);
    assertThat(last.next()).isTrue();
    assertThat(last.trial()).isEqualTo(4_750_104_240L);
    assertThat(last.number(5)).isEqualTo(2.0);
    assertThat(last.next()).isFalse();
  }

  @Test
  void aConditionMeetsTheDecimalsOfARange() throws Exception {
    Map<String, Setting> parameters = new LinkedHashMap<>();
    parameters.put("beta", new Steps(0.1, 0.5, 0.1));
    parameters.put("alpha", new Linear(0, 1, 11));
    for (String name : List.of("beta", "alpha")) {
      Condition where = Names.compare(name, Relation.EQUAL, 0.3);
      assertThat(Names.space(parameters, where, 1).count())
          .as(name)
          .isEqualTo(55 / sizes(parameters, name));
    }
  }

  private static long sizes(Map<String, Setting> parameters, String name) {
    return ((Setting.Axis) parameters.get(name)).size();
  }

  @Test
  void aConditionOverTwoAxesIsCountedWithoutWalkingTheOthers() throws Exception {
    Condition where = Names.compare("weight_0_0_0", Relation.LESS_EQUAL, "weight_0_1_1");
    Space space = Names.space(sliders(41), where, 1);
    long pairs = 41 * 42 / 2;
    assertThat(space.count()).isEqualTo(pairs * 41 * 41 * 41 * 41);
    assertThat(space.positions()).isEqualTo(4_750_104_241L);
    Condition first = Names.compare("trial", Relation.LESS, 4_000_000_000L);
    Condition rest = Names.compare("trial", Relation.GREATER_EQUAL, 4_000_000_000L);
    assertThat(space.restrict(first).count() + space.restrict(rest).count())
        .isEqualTo(space.count());
  }

  @Test
  void aConditionOverOneAxisRemovesPositions() throws Exception {
    Space space =
        Names.space(sliders(41), Condition.ALL, 1)
            .restrict(Names.compare("weight_1_1_0", Relation.GREATER, 0));
    assertThat(space.positions()).isEqualTo(41L * 41 * 41 * 41 * 41 * 20);
    assertThat(space.count()).isEqualTo(space.positions());
  }

  @Test
  void aFailedConditionSkipsAllPointsThatFailAlike() throws Exception {
    Condition where =
        new Condition.Comparison(
            new Term.Arithmetic(
                new Term.NumberAxis("weight_0_0_0"),
                Term.Operation.PLUS,
                new Term.NumberAxis("weight_0_0_1")),
            Relation.GREATER_EQUAL,
            new Term.Number(4));
    Cursor cursor = Names.space(sliders(41), where, 1).cursor(0, 4_750_104_241L);
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.trial()).isEqualTo(4_750_104_241L - 41 * 41 * 41 * 41);
  }

  @Test
  void conditionsThatTieTooMuchTogetherAreRefused() throws Exception {
    Term.Numeric sum = new Term.NumberAxis("weight_0_0_0");
    for (String name : List.of("0_0_1", "0_1_0", "0_1_1", "1_0_0", "1_1_0")) {
      sum = new Term.Arithmetic(sum, Term.Operation.PLUS, new Term.NumberAxis("weight_" + name));
    }
    Condition where = new Condition.Comparison(sum, Relation.LESS, new Term.Number(1));
    assertThatThrownBy(() -> Names.space(sliders(41), where, 1))
        .isInstanceOf(SweepException.class)
        .hasMessage(
            "test: where: conditions must tie at most 2^31 combinations of values together, got"
                + " 4750104241 tied by ["
                + where
                + "]; split the sweep or drop a condition");
  }

  @Test
  void aSpaceThatOverflowsIsRefused() throws Exception {
    Map<String, Setting> parameters = new LinkedHashMap<>();
    double[] values = new double[2048];
    for (int i = 0; i < 6; i++) {
      parameters.put("weight_0_0_" + i, new Numbers(values));
    }
    assertThatThrownBy(() -> Names.space(parameters, Condition.ALL, 1))
        .hasMessageStartingWith("a space must have fewer than 2^63 trials, got axes of sizes [")
        .hasMessageEndingWith("weight_0_0_5=2048] and replicates=1");
  }

  @Test
  void valuesAddedToAnAxisLeaveTheSeedsOfOldPoints() throws Exception {
    Map<String, Setting> few = new LinkedHashMap<>();
    few.put("scheme", Names.values("ep", "chl"));
    few.put("beta", Names.values(0.5, 0.0));
    Map<String, Setting> more = new LinkedHashMap<>();
    more.put("beta", Names.values(-0.5, 0.25, -0.0, 0.5));
    more.put("scheme", Names.values("cl", "ep", "chl"));
    Map<List<Object>, Long> before = seeds(Names.space(few, Condition.ALL, 2));
    Map<List<Object>, Long> after = seeds(Names.space(more, Condition.ALL, 3));
    assertThat(before).hasSize(8);
    assertThat(after).hasSize(36).containsAllEntriesOf(before);
  }

  private static Map<List<Object>, Long> seeds(Space space) {
    Map<List<Object>, Long> seeds = new HashMap<>();
    for (long trial = 0; trial < space.count(); trial++) {
      Point point = space.point(trial).orElseThrow();
      double beta = (Double) point.values().get("beta") + 0.0;
      seeds.put(List.of(point.values().get("scheme"), beta, point.replicate()), point.seed());
    }
    return seeds;
  }

  @Test
  void anAxisOfAMillionValuesIsNarrowedToItsRuns() throws Exception {
    Map<String, Setting> parameters = new LinkedHashMap<>();
    parameters.put("alpha", new Linear(0, 999_999, 1_000_000));
    parameters.put("beta", Names.values(0.1, 0.2));
    Space space =
        Names.space(parameters, Condition.ALL, 1)
            .restrict(Names.compare("alpha", Relation.NOT_EQUAL, 500_000));
    assertThat(space.count()).isEqualTo(1_999_998);
    assertThat(space.position(1_000_000)).isEqualTo(1_000_000);
    assertThat(space.position(1_000_002)).isEqualTo(1_000_000);
    assertThat(space.position(1_000_003)).isEqualTo(1_000_001);
    assertThat(space.point(1_000_001)).isEmpty();
  }

  @Test
  void theSliderSpaceTravelsInAFewKilobytes() throws Exception {
    Space space =
        Names.space(
            sliders(41), Names.compare("weight_0_0_0", Relation.LESS_EQUAL, "weight_0_1_1"), 1);
    space.structures();
    assertThat(space.count()).isPositive();
    byte[] bytes = Names.serialised(space);
    assertThat(bytes).hasSizeLessThan(6000);
    assertThat(((Space) Names.deserialised(bytes)).count()).isEqualTo(space.count());
  }

  @Test
  void structuresThatAConditionExcludesAreNotAmongTheStructures() throws Exception {
    Map<String, Setting> parameters = new LinkedHashMap<>();
    parameters.put("beta", Names.values(0.1, 0.2));
    parameters.put("steps", Names.values(1L, 2L, 3L));
    parameters.put("width", Names.values(1.0, 2.0, 3.0));
    parameters.put("shuffle", new Setting.Fixed(true));
    Space space = Names.space(parameters, Names.compare("steps", Relation.LESS, "width"), 1);
    assertThat(space.structures())
        .containsExactly(
            new Structure(Map.of("steps", 1L, "width", 2.0, "shuffle", true)),
            new Structure(Map.of("steps", 1L, "width", 3.0, "shuffle", true)),
            new Structure(Map.of("steps", 2L, "width", 3.0, "shuffle", true)));
    assertThat(space.blocks(0, space.positions(), 100))
        .containsExactly(new Block(0, 2, 4), new Block(1, 4, 6), new Block(2, 10, 12));
  }

  @Test
  void aSpaceWithoutAxesHasItsReplicates() throws Exception {
    Space space = Names.space(Map.of("steps", new Setting.Fixed(3L)), Condition.ALL, 5);
    assertThat(space.count()).isEqualTo(5);
    assertThat(space.blocks(0, 5, 16)).containsExactly(new Block(0, 0, 5));
    assertThat(space.structures()).containsExactly(new Structure(Map.of("steps", 3L)));
  }

  @Test
  void aConditionMayNotMixTrialWithAxes() throws Exception {
    Space space = Names.space(sliders(3), Condition.ALL, 1);
    Condition mixed = Names.compare("trial", Relation.LESS, "weight_0_0_0");
    assertThatThrownBy(() -> space.restrict(mixed))
        .hasMessage("trial must be compared alone and with constants below 2^53, got " + mixed);
    assertThatThrownBy(() -> space.restrict(Names.compare("beta", Relation.LESS, 1)))
        .hasMessageStartingWith("a condition must read axes of its space, got beta, axes=[");
  }

  @Test
  void aSpaceThatNothingSatisfiesIsEmpty() throws Exception {
    Space space = Names.space(sliders(3), Names.compare("weight_0_0_0", Relation.GREATER, 99), 1);
    assertThat(space.count()).isZero();
    assertThat(space.positions()).isZero();
    assertThat(space.structures()).isEmpty();
    assertThat(space.blocks(0, 0, 16)).isEmpty();
    assertThat(space.position(5)).isZero();
    assertThat(space.cursor(0, 0).next()).isFalse();
    assertThat(space.restrict(new Condition.Or(List.of())).count()).isZero();
  }
}
