package org.basin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.basin.data.Dataset;
import org.basin.data.Datasets;
import org.basin.draw.Shown;
import org.basin.energy.EnergyReplay;
import org.basin.energy.EnergySettings;
import org.basin.kernel.Plane;
import org.basin.kernel.vector.VectorEngine;
import org.basin.space.Block;
import org.basin.space.Point;
import org.basin.space.Seeds;
import org.basin.space.Space;
import org.basin.sweep.DataSource;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepWriter;
import org.basin.sweep.read.SweepParser;
import org.basin.trial.BlockRunner;
import org.basin.trial.Job;
import org.basin.trial.Models;
import org.basin.trial.Results;
import org.junit.jupiter.api.Test;

/** What docs/walk.md says of classes and of one trial. */
class WalkTest {

  private static final long TRIAL = 265_724;

  /** {@code space.Space#point} between backticks. */
  private static final Pattern NAME =
      Pattern.compile("`([a-z]\\w*(?:\\.[a-z]\\w*)*)\\.([A-Z]\\w*(?:\\.[A-Z]\\w*)*)(?:#(\\w+))?`");

  private static String walk() throws Exception {
    return Files.readString(Path.of("docs/walk.md"));
  }

  @Test
  void everyClassAndMemberThatIsNamedExists() throws Exception {
    List<MatchResult> names = NAME.matcher(walk()).results().toList();
    assertThat(names).hasSizeGreaterThan(40);
    for (MatchResult name : names) {
      Class<?> type =
          Class.forName(
              "org.basin." + name.group(1) + "." + name.group(2).replace('.', '$'),
              false,
              getClass().getClassLoader());
      if (name.group(3) != null) {
        assertThat(members(type)).as(name.group()).contains(name.group(3));
      }
    }
  }

  private static List<String> members(Class<?> type) {
    List<String> members = new ArrayList<>();
    Arrays.stream(type.getDeclaredMethods()).forEach(method -> members.add(method.getName()));
    Arrays.stream(type.getDeclaredFields()).forEach(field -> members.add(field.getName()));
    return members;
  }

  @Test
  void theNumbersAreThoseOfTheTrial() throws Exception {
    Sweep sweep =
        new SweepParser(new Models())
            .parse(Path.of("jobs/xor-initialisation-grid.yaml"), List.of());
    Space space = Space.of(sweep, new Models());
    Point point = space.point(TRIAL).orElseThrow();
    List<String> facts = new ArrayList<>();
    facts.add(SweepWriter.digest(sweep));
    facts.add(Shown.count(space.count()));
    facts.add(Long.toString(point.seed()));
    String digits = Long.toString(TRIAL, 9);
    facts.add("the digits " + String.join(" ", digits.split("")) + " to the base 9");
    List<String> axes = List.copyOf(point.values().keySet());
    for (int a = 0; a < axes.size(); a++) {
      Object value = point.values().get(axes.get(a));
      facts.add("| %s | `%s` | %s |".formatted(digits.charAt(a), axes.get(a), Shown.value(value)));
    }
    double range = Math.sqrt(6.0 / (1 + 2));
    for (int number = 6; number <= 7; number++) {
      double uniform = Seeds.uniform(point.seed(), number);
      facts.add(String.format(Locale.ROOT, "%.5f", uniform));
      facts.add(String.format(Locale.ROOT, "%.5f", range * (2 * uniform - 1)));
    }
    Block block = block(space);
    long row = TRIAL - block.from();
    facts.add("from %d, until %d}".formatted(block.from(), block.until()));
    facts.add(
        "row %d in it, so it trains in the %dth group of 64, in lane %d"
            .formatted(row, row / Plane.LANES + 1, row % Plane.LANES));
    Results results = new BlockRunner(new Job(sweep, space), true).run(block);
    assertThat(results.trial((int) row)).isEqualTo(TRIAL);
    int metrics = new Models().scores(sweep).size();
    StringBuilder scores = new StringBuilder("|");
    for (int s = 0; s < metrics; s++) {
      scores.append(' ').append(Shown.value(results.score(s, (int) row))).append(" |");
    }
    facts.add(scores.toString());
    assertThat(walk()).contains(facts);
  }

  @Test
  void theStatesSpellTheLabelsInTheEnd() throws Exception {
    Dataset xor = Datasets.of(DataSource.of("xor"));
    EnergyReplay net =
        new EnergyReplay(
            EnergySettings.of(Map.of(), xor), xor, new VectorEngine().open(Plane.LANES));
    net.setWeights(0, new double[4]);
    net.setWeights(1, new double[] {0, 2});
    double range = Math.sqrt(6.0 / (1 + 2));
    long seed = 8727645405809441184L;
    net.setWeights(
        2,
        new double[] {
          range * (2 * Seeds.uniform(seed, 6) - 1), range * (2 * Seeds.uniform(seed, 7) - 1)
        });
    for (int k = 0; k < 3; k++) {
      net.setStepSize(k, k < 2 ? 0.1 : 0.01);
    }
    net.setNudging(0.1);
    List<String> facts = new ArrayList<>();
    for (int epoch = 1; epoch <= 20; epoch++) {
      net.settle(0);
      if (epoch <= 3 || epoch == 20) {
        String states =
            Arrays.stream(net.states(2))
                .mapToObj(state -> String.format(Locale.ROOT, "%.4f", state))
                .collect(Collectors.joining(", "));
        facts.add(
            String.format(Locale.ROOT, "| epoch %d | %s | %.5f |", epoch, states, net.cost()));
      }
      if (epoch < 20) {
        net.learn(0);
      }
    }
    double[] weights = net.weights(1);
    facts.add(String.format(Locale.ROOT, "are %.5f and %.5f", weights[0], weights[1]));
    assertThat(walk()).contains(facts);

    net.setNudging(0);
    net.setStates(2, new double[4]);
    net.setStates(3, new double[8]);
    for (int sweep = 0; sweep < 50; sweep++) {
      net.settle(0);
    }
    assertThat(net.error()).as("settled without any label").isPositive();
  }

  private static Block block(Space space) {
    for (Block block : space.blocks(0, space.positions(), 4096)) {
      if (block.until() > TRIAL) {
        return block;
      }
    }
    throw new AssertionError("no block holds trial " + TRIAL);
  }
}
