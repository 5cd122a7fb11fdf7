package org.basin.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs a script that measures the same trainings in NumPy, on one core. */
public final class NumpyBench {

  /** Where the script is in a checkout. */
  public static final String SCRIPT = "src/bench/python/trainability.py";

  private NumpyBench() {}

  /**
   * What the script said.
   *
   * @param version of NumPy and how many trainings it takes at once
   * @param rate trainings a second
   */
  public record Result(String version, Rate rate) {}

  /**
   * Measures.
   *
   * @param script the script's file
   * @param seconds of one measurement
   * @throws IOException if there is no python3, no NumPy or no script; the message says which
   */
  public static Result measure(Path script, double seconds, int runs)
      throws IOException, InterruptedException {
    if (!Files.isRegularFile(script)) {
      throw new IOException("no file " + script);
    }
    ProcessBuilder builder =
        new ProcessBuilder(
            "python3",
            script.toString(),
            String.format(Locale.ROOT, "%s", seconds),
            Integer.toString(runs));
    for (String library : List.of("OMP", "OPENBLAS", "MKL", "VECLIB", "NUMEXPR")) {
      builder.environment().put(library + "_NUM_THREADS", "1");
    }
    builder.environment().putAll(Map.of("PYTHONIOENCODING", "utf-8"));
    builder.redirectErrorStream(true);
    Process python = builder.start();
    List<String> lines;
    try (var output = python.inputReader(UTF_8)) {
      lines = output.lines().toList();
    }
    if (python.waitFor() != 0 || lines.size() != runs + 1) {
      throw new IOException(lines.isEmpty() ? "no output" : lines.get(lines.size() - 1));
    }
    double[] rates = lines.stream().skip(1).mapToDouble(Double::parseDouble).toArray();
    int[] next = {0};
    return new Result(lines.get(0), Rate.of(runs, () -> rates[next[0]++]));
  }
}
