package org.basin.sweep.read;

import java.util.List;
import java.util.Optional;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Method;
import org.basin.sweep.Misnamed;
import org.basin.sweep.Setting;
import org.basin.sweep.Vocabulary;
import org.basin.sweep.text.Quote;

/** Reads the section {@code parameters}. */
final class ParametersReader {

  private final Vocabulary vocabulary;
  private final Mistakes mistakes;
  private final ScalarReader scalars;
  private final SettingReader settings;
  private final boolean listed;

  /**
   * @param method empty when the file names none that this build has
   */
  ParametersReader(Vocabulary vocabulary, Mistakes mistakes, Optional<Method> method) {
    this.vocabulary = vocabulary;
    this.mistakes = mistakes;
    this.scalars = new ScalarReader(mistakes);
    this.settings = new SettingReader(mistakes, SettingReader.Points.of(method));
    this.listed = method.flatMap(Method::points).isPresent();
  }

  /** What the section says of a model's hyperparameters. */
  Declared read(String model, Node node) {
    Declared declared = new Declared();
    WhenReader conditions =
        new WhenReader(
            declared,
            name -> listed ? vocabulary.hyperparameter(model, name) : Optional.empty(),
            mistakes);
    if (!(node instanceof Node.Mapping mapping)) {
      scalars.refused(node, "parameters", "must be a mapping such as {beta: 0.1}");
      return declared;
    }
    for (Node.Entry entry : mapping.entries()) {
      String name = entry.key().text();
      String path = "parameters." + Quote.shown(name);
      Optional<Hyperparameter> what = vocabulary.hyperparameter(model, name);
      if (what.isPresent()) {
        Node.Entry plain = conditions.without(name, entry);
        boolean column =
            listed && plain != entry && ((Node.Mapping) plain.value()).entries().isEmpty();
        declared.put(
            name,
            new Declared.Parameter(
                what.get(), column ? Optional.empty() : setting(model, what.get(), plain, path)));
      } else {
        // an override may have meant a key of the file
        List<String> others = entry.key().place().line() == 0 ? SweepReader.KEYS : List.of();
        mistakes.add(
            entry.key().place(),
            path,
            "must be a hyperparameter of "
                + model
                + ", "
                + Misnamed.parameter(vocabulary, model, name, others));
      }
    }
    conditions.read();
    return declared;
  }

  private Optional<Setting> setting(
      String model, Hyperparameter what, Node.Entry entry, String path) {
    Optional<Setting> setting = settings.read(what, entry.value(), path);
    if (listed && setting.isPresent() && setting.get() instanceof Setting.Axis) {
      mistakes.add(
          entry.value().place(),
          path,
          "a parameter beside a list of points must be fixed, got an axis; give it a column in the"
              + " file of points");
      return Optional.empty();
    }
    if (setting.isPresent()
        && setting.get() instanceof Setting.Axis
        && vocabulary.metrics(model).contains(what.name())) {
      mistakes.add(
          entry.value().place(),
          path,
          "a parameter that is named as a metric must be fixed, since the metric's column has its"
              + " name, got an axis; make a sweep for each value");
      return Optional.empty();
    }
    return setting;
  }
}
