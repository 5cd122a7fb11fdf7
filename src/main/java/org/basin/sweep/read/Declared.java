package org.basin.sweep.read;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Setting;

/**
 * The parameters of a sweep file as far as they could be read, so that what refers to them is
 * neither wrongly accepted nor reported twice.
 */
final class Declared {

  /**
   * A parameter of the file.
   *
   * @param setting empty when it was reported
   */
  record Parameter(Hyperparameter what, Optional<Setting> setting) {

    boolean fixed() {
      return setting.isPresent() && setting.get() instanceof Setting.Fixed;
    }

    Optional<Setting.Axis> axis() {
      return setting.filter(Setting.Axis.class::isInstance).map(Setting.Axis.class::cast);
    }

    boolean structural() {
      return what.kind() == Hyperparameter.Kind.STRUCTURAL;
    }
  }

  private final Map<String, Parameter> parameters = new LinkedHashMap<>();

  void put(String name, Parameter parameter) {
    parameters.put(name, parameter);
  }

  Optional<Parameter> find(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /** Names of all. */
  List<String> names() {
    return List.copyOf(parameters.keySet());
  }

  /** Names of all that vary, or would if they were well written. */
  List<String> axes() {
    return parameters.keySet().stream().filter(name -> !parameters.get(name).fixed()).toList();
  }

  /** Those that could be read, in the order of the file. */
  Map<String, Setting> settings() {
    Map<String, Setting> settings = new LinkedHashMap<>();
    parameters.forEach((name, it) -> it.setting().ifPresent(set -> settings.put(name, set)));
    return settings;
  }
}
