package org.basin.golden;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.basin.kernel.Kernels;

/** One file of reference vectors in the {@code golden-1} format, plain or gzipped. */
public final class GoldenFile {

  private static final List<String> GROUPS = List.of("A", "B", "C", "D", "E");

  /** Of functions of one number, whose cases name no tolerance. */
  private static final double EXACT = 1e-12;

  /** What a file may call its cases. */
  private static final List<String> LISTS = List.of("cases", "cells", "inputs");

  private final String name;
  private final String group;
  private final List<JsonNode> cases = new ArrayList<>();

  /** Of the whole file, for what its cases share. */
  private final JsonNode root;

  private final Path path;

  /** Null until a case of group C asks for them. */
  private LayerFacts facts;

  private GoldenFile(Path path, String group, JsonNode root) {
    this.path = path;
    this.root = root;
    this.group = group;
    name = path.getFileName().toString();
  }

  /**
   * Reads a file.
   *
   * @throws GoldenException when it is not {@code golden-1}, or of a group that this build does not
   *     know
   * @throws IOException when it can't be read
   */
  public static GoldenFile read(Path path) throws IOException {
    JsonNode root = tree(path);
    String format = root.path("format").asText();
    String group = root.path("group").asText();
    if (!format.equals("golden-1")) {
      throw new GoldenException(path + ": format must be golden-1, got " + quoted(format));
    }
    if (!GROUPS.contains(group)) {
      throw new GoldenException(
          path
              + ": group must be one of "
              + String.join(", ", GROUPS)
              + " in this build, got "
              + quoted(group));
    }
    GoldenFile file = new GoldenFile(path, group, root);
    for (String list : LISTS) {
      root.path(list).forEach(file.cases::add);
    }
    if (root.has("calls")) {
      file.cases.add(root); // one case: its calls go on where the one before ended
    }
    if (file.cases.isEmpty()) {
      throw new GoldenException(path + ": cases must list at least one case, got none");
    }
    return file;
  }

  private static JsonNode tree(Path path) throws IOException {
    try (InputStream in = open(path)) {
      return new ObjectMapper().readTree(in);
    } catch (JsonProcessingException e) {
      throw new GoldenException(path + ": must be JSON, got " + e.getOriginalMessage());
    }
  }

  private static InputStream open(Path path) throws IOException {
    InputStream in = Files.newInputStream(path);
    return path.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
  }

  private static String quoted(String text) {
    return text.isEmpty() ? "nothing" : "\"" + text + "\"";
  }

  /** Name of the file without its folder. */
  public String name() {
    return name;
  }

  /**
   * Recomputes every case.
   *
   * @throws GoldenException when a case lacks what it needs; the message names file and case
   * @throws IllegalStateException with the reason when the engine can't work on this machine
   */
  public List<Outcome> verify(Arithmetic arithmetic) {
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      String caseName = name(cases.get(i), i);
      try {
        outcomes.add(verify(caseName, cases.get(i), arithmetic));
      } catch (GoldenException e) {
        throw new GoldenException(name + ": " + caseName + ": " + e.getMessage());
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        throw new GoldenException(
            name + ": " + caseName + ": shapes must fit the sizes, got " + e.getMessage());
      }
    }
    return outcomes;
  }

  private static String name(JsonNode item, int i) {
    if (item.has("calls")) {
      return "calls";
    }
    return item.has("cell")
        ? "cell " + item.get("cell").asText()
        : item.path("name").asText("case " + i);
  }

  private Outcome verify(String caseName, JsonNode item, Arithmetic arithmetic) {
    return switch (group) {
      case "A" -> verifyNotebook(caseName, item, arithmetic);
      case "C" -> verifyLayers(caseName, item, arithmetic);
      case "B" -> verifyGrid(caseName, item, arithmetic);
      case "D" -> verifyMemory(caseName, item, arithmetic);
      default -> verifyStudy(caseName, item, arithmetic);
    };
  }

  private static Outcome verifyNotebook(String caseName, JsonNode item, Arithmetic arithmetic) {
    Optional<String> missing = EnergyCases.missing(item);
    if (missing.isPresent()) {
      return new Outcome(caseName, arithmetic, Outcome.Verdict.SKIPPED, 0, 0, missing.get());
    }
    double amplification = EnergyCases.amplification(item);
    double tolerance = arithmetic.tolerance(GoldenJson.number(item, "atol"), amplification);
    Deviations deviations = new Deviations(tolerance);
    EnergyCases.compare(item, arithmetic, tolerance, deviations);
    return deviations.outcome(caseName, arithmetic);
  }

  private Outcome verifyLayers(String caseName, JsonNode item, Arithmetic arithmetic) {
    Optional<String> missing =
        root.has("inputs")
            ? Optional.of("inputs that the other files of the group share")
            : LayerCases.missing(item);
    if (missing.isPresent()) {
      return new Outcome(caseName, arithmetic, Outcome.Verdict.SKIPPED, 0, 0, missing.get());
    }
    double exact = GoldenJson.number(item, "tol", EXACT);
    if (facts == null) {
      facts = layerFacts();
    }
    boolean single = arithmetic.single();
    double amplification = single ? LayerCases.amplification(item, facts) : 1;
    double tolerance = arithmetic.tolerance(exact, amplification);
    Deviations deviations = new Deviations(tolerance);
    try (Kernels kernels = arithmetic.open()) {
      LayerCases layers = new LayerCases(arithmetic, tolerance, kernels, facts, deviations);
      if (item.has("calls")) {
        layers.bench(item);
      } else {
        layers.compare(item);
      }
    }
    return deviations.outcome(caseName, arithmetic);
  }

  private static Outcome verifyGrid(String caseName, JsonNode item, Arithmetic arithmetic) {
    double amplification = GoldenJson.number(item, "amplification", 1);
    double tolerance = arithmetic.tolerance(GoldenJson.number(item, "atol"), amplification);
    Deviations deviations = new Deviations(tolerance);
    try (Kernels kernels = arithmetic.openOne()) {
      GridCases.compare(item, kernels, deviations);
    }
    return deviations.outcome(caseName, arithmetic);
  }

  /** The facts of group C stand in a file beside the others. */
  private LayerFacts layerFacts() {
    Path beside = path.resolveSibling(name.endsWith(".gz") ? "C_facts.json.gz" : "C_facts.json");
    try {
      return new LayerFacts(tree(beside));
    } catch (IOException e) {
      throw new GoldenException("needs " + beside.getFileName() + " beside it, got " + e);
    }
  }

  private static Outcome verifyMemory(String caseName, JsonNode item, Arithmetic arithmetic) {
    double tolerance = HamCases.tolerance(item, arithmetic);
    Deviations deviations = new Deviations(tolerance);
    try (Kernels kernels = arithmetic.open()) {
      HamCases.compare(item, kernels, arithmetic, tolerance, deviations);
    }
    return deviations.outcome(caseName, arithmetic);
  }

  private static Outcome verifyStudy(String caseName, JsonNode item, Arithmetic arithmetic) {
    double amplification = GoldenJson.number(item, "amplification", 1);
    double tolerance = arithmetic.tolerance(GoldenJson.number(item, "tol"), amplification);
    Deviations deviations = new Deviations(tolerance);
    try (Kernels kernels = arithmetic.open()) {
      StudyCases.compare(item, kernels, deviations);
    }
    return deviations.outcome(caseName, arithmetic);
  }
}
