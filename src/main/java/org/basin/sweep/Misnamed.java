package org.basin.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.basin.sweep.text.Nearest;

/**
 * What is said of a name that a model does not have: what was got, what was probably meant, and
 * where the valid ones are listed. The notebooks that the models come from call some things
 * otherwise.
 */
public final class Misnamed {

  private static final Map<String, String> MODELS = Map.of("hopfield", "ham");

  /** By the notebooks' names, those of Basin, of which a model may have some. */
  private static final Map<String, List<String>> PARAMETERS =
      Map.ofEntries(
          Map.entry("n_it_neg", List.of("free_steps")),
          Map.entry("n_it_pos", List.of("nudged_steps")),
          Map.entry("hidden_sizes", List.of("hidden", "layers", "neurons")),
          Map.entry("hidden_layers", List.of("hidden", "layers", "neurons")),
          Map.entry("alphas", List.of("alpha", "alpha_K", "learning_rate")),
          Map.entry("steps", List.of("free_steps", "nudged_steps", "lessons")),
          Map.entry("n_epochs", List.of("epochs")),
          Map.entry("n_steps", List.of("steps", "free_steps", "nudged_steps", "lessons")),
          Map.entry("lr", List.of("learning_rate", "alpha")),
          Map.entry("learning_rates", List.of("alpha", "alpha_K", "learning_rate")));

  private Misnamed() {}

  /**
   * The second half of a message on a hyperparameter that a model does not have.
   *
   * @param vocabulary knows those that it has
   */
  public static String parameter(Vocabulary vocabulary, String model, String given) {
    return parameter(vocabulary, model, given, List.of());
  }

  /**
   * @param others further names that would be valid at the same place
   */
  public static String parameter(
      Vocabulary vocabulary, String model, String given, List<String> others) {
    List<Hyperparameter> known = vocabulary.hyperparameters(model);
    List<String> meant =
        PARAMETERS.getOrDefault(given, List.of()).stream()
            .filter(name -> known.stream().anyMatch(it -> it.name().equals(name)))
            .toList();
    String got =
        meant.isEmpty()
            ? Nearest.of(given, names(known, given, others))
            : "got " + given + "; in Basin it is " + String.join(" or ", meant);
    return got + " (./basin describe " + model + " lists them)";
  }

  /** The name of a model that goes by another name elsewhere. */
  public static Optional<String> model(String given) {
    return Optional.ofNullable(MODELS.get(given));
  }

  private static List<String> names(List<Hyperparameter> known, String given, List<String> others) {
    boolean numbered = given.matches(".*[0-9].*");
    List<String> names = new ArrayList<>();
    for (Hyperparameter one : known) {
      names.add(numbered ? NamePattern.of(one.name()).filledFrom(given) : one.name());
    }
    names.addAll(others);
    return names;
  }
}
