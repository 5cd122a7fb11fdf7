package org.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.basin.cli.process.Exit;
import org.basin.retrain.TrialFigures;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Neural grids drawn before and after training. */
final class PicturesCommandTest {

  private static final String SWEEP =
      """
      name: drawn
      model: neural-grid
      data: {kind: shapes, samples: 70, test_samples: 30}
      metric: {name: train_loss, goal: minimize}
      parameters:
        height: 9
        depth: 3
        epochs: 2
        dimensions: %s
      """;

  @TempDir private static Path temp;

  @BeforeAll
  static void runBoth() throws IOException {
    String flat = Files.writeString(temp.resolve("2.yaml"), SWEEP.formatted(2)).toString();
    String deep = SWEEP.formatted(3).replace("  height: 9\n", "");
    String images = Files.writeString(temp.resolve("3.yaml"), deep).toString();
    assertThat(Shell.run("run", flat, "output.path=" + temp, "name=flat").code()).isZero();
    assertThat(Shell.run("run", images, "output.path=" + temp, "name=images").code()).isZero();
  }

  @Test
  void startAndEndAreDrawnAndDiffer() throws IOException {
    for (String name : new String[] {"flat", "images"}) {
      Shell drawn = Shell.run("pictures", "" + temp.resolve(name));
      assertThat(drawn.code()).as(drawn.err()).isZero();
      Path folder = temp.resolve(name + "/pictures/trial-0");
      List<String> files =
          new ArrayList<>(
              List.of(
                  "activations-start", "activations-end", "weights", "biases", "loss", "accuracy"));
      if (name.equals("flat")) {
        // layers of an image's size are no graphs
        files.addAll(List.of("principle", "unfolding", "connections-start", "connections-end"));
      }
      assertThat(drawn.out().lines())
          .containsExactlyElementsOf(
              files.stream().map(each -> folder.resolve(each + ".png").toString()).toList());
      BufferedImage start = image(folder, "activations-start.png");
      BufferedImage end = image(folder, "activations-end.png");
      assertThat(end.getWidth()).isEqualTo(start.getWidth());
      assertThat(colours(start)).hasSizeGreaterThan(20);
      assertThat(differing(start, end)).isGreaterThan(1000);
      assertThat(colours(image(folder, "weights.png"))).hasSizeGreaterThan(20);
    }
  }

  @Test
  void theSameTrialGivesTheSamePictures() throws IOException {
    Path a = temp.resolve("a");
    Path b = temp.resolve("b");
    String run = "" + temp.resolve("flat");
    assertThat(Shell.run("pictures", run, "--trial", "0", "--output", "" + a).code()).isZero();
    assertThat(Shell.run("pictures", run, "--best", "1", "--output", "" + b).code()).isZero();
    for (String file : new String[] {"activations-end.png", "biases.png"}) {
      assertThat(Files.mismatch(a.resolve("trial-0/" + file), b.resolve("trial-0/" + file)))
          .isEqualTo(-1);
    }
  }

  /** Nets of layers, with losses that the run kept and with losses that it did not. */
  @Test
  void parametersAndLossesOfLayersAreDrawn() throws IOException {
    String text =
        """
        model: layers
        metric: {name: mean_loss}
        parameters: {layers: [affine 3, tanh, affine 2], facts: swap, alpha: 0.2, lessons: {values: [90, 2500]}}
        """;
    for (String history : new String[] {"", "output: {history: {every: 5}}\n"}) {
      String name = history.isEmpty() ? "without" : "kept";
      String file =
          Files.writeString(temp.resolve(name + ".yaml"), "name: " + name + "\n" + text + history)
              .toString();
      assertThat(Shell.run("run", file, "output.path=" + temp).code()).isZero();
      Shell drawn = Shell.run("pictures", "" + temp.resolve(name), "--all");
      assertThat(drawn.code()).as(drawn.err()).isZero();
      List<String> files = new ArrayList<>();
      for (int trial = 0; trial < 2; trial++) {
        Path folder = temp.resolve(name + "/pictures/trial-" + trial);
        files.add("" + folder.resolve("parameters.png"));
        files.add("" + folder.resolve("losses.png"));
      }
      files.add("" + temp.resolve(name + "/pictures/losses.png"));
      assertThat(drawn.out().lines()).containsExactlyElementsOf(files);
      for (int trial = 0; trial < 2; trial++) {
        Path folder = temp.resolve(name + "/pictures/trial-" + trial);
        assertThat(colours(image(folder, "parameters.png"))).hasSizeGreaterThan(20);
        assertThat(colours(image(folder, "losses.png"))).hasSizeGreaterThan(20);
      }
    }
    Path one = Path.of("without/pictures/trial-0/parameters.png");
    Path other = Path.of("kept/pictures/trial-0/parameters.png");
    assertThat(Files.mismatch(temp.resolve(one), temp.resolve(other))).isEqualTo(-1);
  }

  /** A block keeps the losses of all its trials at once. */
  @Test
  void aPictureOfLossesNeedsNoMoreThanAThousand() {
    assertThat(TrialFigures.every(List.of(1))).isEqualTo(1);
    assertThat(TrialFigures.every(List.of(1_000))).isEqualTo(1);
    assertThat(TrialFigures.every(List.of(1_001, 0))).isEqualTo(2);
    assertThat(TrialFigures.every(List.of(1_000_000))).isEqualTo(1_000);
    assertThat(TrialFigures.every(List.of(50_000, 50))).isEqualTo(3);
  }

  /** Of an energy net curves and graphs; those of several trials stand together. */
  @Test
  void energyNetsAreDrawnThoughTheyDiverged() throws IOException {
    String sweep =
        "name: net\nmodel: energy\ndata: xor\n"
            + "parameters: {epochs: 5, scheme: cl, alpha: {values: [0.1, 1e6]}}\n";
    String file = Files.writeString(temp.resolve("net.yaml"), sweep).toString();
    assertThat(Shell.run("run", file, "output.path=" + temp).code()).isZero();
    String run = "" + temp.resolve("net");
    Shell states = Shell.run("query", run, "SELECT state FROM trials ORDER BY trial", "--csv");
    assertThat(states.out()).isEqualTo("state\nCOMPLETE\nDIVERGED\n");

    Shell drawn = Shell.run("pictures", run, "--trials", "0,1", "--sample", "2");
    assertThat(drawn.code()).as(drawn.err()).isZero();
    List<String> files = new ArrayList<>();
    for (int trial = 0; trial < 2; trial++) {
      for (String name : List.of("energy", "cost", "error", "network-start", "network-end")) {
        files.add("" + temp.resolve("net/pictures/trial-" + trial + "/" + name + ".png"));
      }
    }
    for (String name : List.of("energy", "cost", "error")) {
      files.add("" + temp.resolve("net/pictures/" + name + ".png"));
    }
    assertThat(drawn.out().lines()).containsExactlyElementsOf(files);
    for (String each : files) {
      assertThat(colours(ImageIO.read(Path.of(each).toFile()))).as(each).hasSizeGreaterThan(5);
    }
    Path other = temp.resolve("other-sample");
    assertThat(Shell.run("pictures", run, "--trials", "0", "--output", "" + other).code()).isZero();
    Path graph = Path.of("trial-0/network-end.png");
    assertThat(Files.mismatch(other.resolve(graph), temp.resolve("net/pictures").resolve(graph)))
        .isNotEqualTo(-1);

    Path svg = temp.resolve("svg");
    assertThat(Shell.run("pictures", run, "--all", "--svg", "--output", "" + svg).code()).isZero();
    assertThat(Files.readString(svg.resolve("trial-1/network-end.svg")))
        .contains(
            "The trained net, trial 1", "alpha 1000000, DIVERGED", "whose label is 0", "</svg>");
    assertThat(Files.readString(svg.resolve("cost.svg")))
        .contains("Cost of 2 trials", "trial 0: alpha 0.1");
  }

  /** What left the numbers is drawn beside what did not. */
  @Test
  void infiniteParametersAreDrawn() throws IOException {
    String sweep =
        "name: lost\nmodel: layers\nmetric: {name: mean_loss}\nparameters: {layers: [affine 1],"
            + " facts: identity, inputs: 1, alpha: 1000000, lessons: {min: 1, max: 12, step: 1}}\n";
    String file = Files.writeString(temp.resolve("lost.yaml"), sweep).toString();
    assertThat(Shell.run("run", file, "output.path=" + temp).code()).isZero();
    Shell drawn = Shell.run("pictures", "" + temp.resolve("lost"), "--all");
    assertThat(drawn.code()).as(drawn.err()).isZero();
    assertThat(drawn.out().lines()).hasSize(25);
  }

  /** A sweep that goes on from a checkpoint is drawn like any other. */
  @Test
  void trialsThatGoOnAreDrawn() throws IOException {
    String first = "name: first\nmodel: energy\ndata: xor\nparameters: {epochs: 2}\n";
    String file = Files.writeString(temp.resolve("first.yaml"), first).toString();
    assertThat(Shell.run("run", file, "output.path=" + temp).code()).isZero();
    assertThat(Shell.run("checkpoint", "" + temp.resolve("first")).code()).isZero();
    String next =
        "name: next\nmodel: energy\ndata: xor\nparameters: {epochs: 3}\nstart_from: "
            + temp.resolve("first/checkpoints/trial-0.npz")
            + "\n";
    String more = Files.writeString(temp.resolve("next.yaml"), next).toString();
    Shell run = Shell.run("run", more, "output.path=" + temp);
    assertThat(run.code()).as(run.err()).isZero();
    Shell drawn = Shell.run("pictures", "" + temp.resolve("next"));
    assertThat(drawn.code()).as(drawn.err()).isZero();
    assertThat(drawn.out().lines()).hasSize(5);
  }

  @Test
  void aSampleBeyondTheDataIsRefused() throws IOException {
    String run = "" + temp.resolve("flat");
    Shell beyond = Shell.run("pictures", run, "--sample", "70");
    assertThat(beyond.code()).isEqualTo(Exit.MISTAKE);
    assertThat(beyond.err()).contains("0 <= --sample < 70 must hold");
    assertThat(Shell.run("pictures", run, "--sample", "-1").err())
        .contains("0 <= --sample must hold, got -1");
  }

  private static BufferedImage image(Path folder, String name) throws IOException {
    return ImageIO.read(folder.resolve(name).toFile());
  }

  private static Set<Integer> colours(BufferedImage image) {
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        colours.add(image.getRGB(x, y));
      }
    }
    return colours;
  }

  private static int differing(BufferedImage a, BufferedImage b) {
    int differing = 0;
    for (int y = 0; y < a.getHeight(); y++) {
      for (int x = 0; x < a.getWidth(); x++) {
        differing += a.getRGB(x, y) == b.getRGB(x, y) ? 0 : 1;
      }
    }
    return differing;
  }
}
