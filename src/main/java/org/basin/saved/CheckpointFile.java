package org.basin.saved;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.basin.learn.Parameter;
import org.basin.npz.NpyArray;
import org.basin.npz.NpzArchive;
import org.basin.npz.NpzException;
import org.basin.npz.NpzFile;

/**
 * A checkpoint as an {@code .npz}: one array {@code <f4} for each parameter, under its name, states
 * that the sweep asked to keep as {@code state_K}, and {@code basin.json}, which holds the {@link
 * Head}. {@code numpy.load} opens it without pickle.
 */
public final class CheckpointFile {

  /** Changes whenever older files can't be read. */
  public static final String FORMAT = "basin-checkpoint-1";

  private static final String HEAD = "basin.json";

  private static final int LONGEST_HEAD = 1 << 20;

  /** Of an array whose shape is not known before: 256 MiB. */
  private static final int MOST_NUMBERS = 1 << 26;

  /** Arrays that say what a trained model did; no model takes them back. */
  private static final Pattern STATE = Pattern.compile("state_[0-9]{1,3}");

  /** A member that is missing must not be read as 0. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private CheckpointFile() {}

  /**
   * Writes a file in one step: a reader sees nothing or all of it.
   *
   * @param parameters and what else it holds, {@code state_K}
   */
  public static void write(Path file, Head head, List<Parameter> parameters) throws IOException {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    for (Parameter one : parameters) {
      arrays.put(one.name(), new NpyArray.Floats(one.shape(), one.values()));
    }
    String json = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(head) + "\n";
    Path part = file.resolveSibling("." + file.getFileName() + ".part");
    NpzFile.write(part, Map.of(HEAD, json), arrays);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * What a file says of itself.
   *
   * @throws NpzException when it is no checkpoint; the message names the file
   */
  public static Head head(Path file) throws IOException {
    try (NpzArchive archive = new NpzArchive(file)) {
      JsonNode tree = JSON.readTree(archive.text(HEAD, LONGEST_HEAD));
      if (tree instanceof ObjectNode members && !members.has("revision")) {
        members.put("revision", 1); // builds before this number was kept
      }
      Head head = JSON.treeToValue(tree, Head.class);
      if (head == null || !FORMAT.equals(head.format())) {
        throw new NpzException(
            "%s: %s: format must be %s, got %s"
                .formatted(file, HEAD, FORMAT, head == null ? "nothing" : head.format()));
      }
      return head;
    } catch (JsonProcessingException e) {
      throw new NpzException(
          file + ": " + HEAD + ": must be the JSON of a checkpoint, got " + e.getOriginalMessage());
    }
  }

  /**
   * Makes sure that every entry is as it was written.
   *
   * @throws NpzException when one is damaged
   */
  public static void requireSound(Path file) throws IOException {
    try (NpzArchive archive = new NpzArchive(file)) {
      archive.requireSound();
    }
  }

  /**
   * The parameters of a file.
   *
   * @param like of the names and shapes that it must have; their numbers don't matter
   * @throws NpzException when something is missing, too much, of another shape or type, damaged, or
   *     not finite; the message names file and entry
   */
  public static List<Parameter> parameters(Path file, List<Parameter> like) throws IOException {
    Set<String> names = like.stream().map(Parameter::name).collect(Collectors.toSet());
    List<Parameter> parameters = new ArrayList<>();
    try (NpzArchive archive = new NpzArchive(file)) {
      archive.require(Set.of(HEAD), names, STATE.asMatchPredicate());
      for (Parameter one : like) {
        float[] values = archive.floats(one.name(), one.shape()).values();
        requireFinite(file, one.name(), values);
        parameters.add(new Parameter(one.name(), one.shape(), values));
      }
    }
    return parameters;
  }

  /**
   * All parameters of a file, whatever they are called and however large they are, by name.
   *
   * @throws NpzException when one is of another type, too large, damaged, or not finite; the
   *     message names file and entry
   */
  public static List<Parameter> parameters(Path file) throws IOException {
    return arrays(file, STATE.asMatchPredicate().negate());
  }

  /**
   * The states that a file holds beside its parameters, by name.
   *
   * @throws NpzException as {@link #parameters(Path)} does
   */
  public static List<Parameter> states(Path file) throws IOException {
    return arrays(file, STATE.asMatchPredicate());
  }

  private static List<Parameter> arrays(Path file, Predicate<String> wanted) throws IOException {
    List<Parameter> parameters = new ArrayList<>();
    try (NpzArchive archive = new NpzArchive(file)) {
      for (String name : archive.names().stream().filter(wanted).toList()) {
        if (!name.matches("\\w+")) {
          throw new NpzException(
              "%s: a parameter must have a name of letters, digits and underscores, got %s"
                  .formatted(file, name));
        }
        NpyArray.Floats array = archive.floats(name, MOST_NUMBERS);
        requireFinite(file, name, array.values());
        parameters.add(new Parameter(name, array.shape(), array.values()));
      }
    }
    parameters.sort(Comparator.comparing(Parameter::name));
    return List.copyOf(parameters);
  }

  private static void requireFinite(Path file, String name, float[] values) throws NpzException {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new NpzException(
            "%s: %s.npy: numbers must be finite, got %s at %d".formatted(file, name, values[i], i));
      }
    }
  }
}
