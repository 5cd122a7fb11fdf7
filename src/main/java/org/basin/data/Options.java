package org.basin.data;

import java.util.List;
import java.util.Optional;
import org.basin.sweep.DataKind;
import org.basin.sweep.DataSource;

/** The options of a data source, those that it leaves out at their standard. */
record Options(DataKind kind, DataSource source) {

  private Optional<Object> given(String name) {
    return Optional.ofNullable(source.options().get(name));
  }

  boolean has(String name) {
    return given(name).isPresent();
  }

  private String standard(String name) {
    return kind.option(name).orElseThrow().standard();
  }

  double real(String name) {
    return given(name).map(Double.class::cast).orElseGet(() -> Double.valueOf(standard(name)));
  }

  long whole(String name) {
    return given(name).map(Long.class::cast).orElseGet(() -> Long.valueOf(standard(name)));
  }

  int integer(String name) {
    return Math.toIntExact(whole(name));
  }

  /** A text or one of some words; "" when it is neither given nor has a standard. */
  String text(String name) {
    return given(name).map(String.class::cast).orElseGet(() -> standard(name));
  }

  /** A list of texts; empty when it is not given. */
  List<String> texts(String name) {
    return given(name)
        .map(list -> ((List<?>) list).stream().map(String.class::cast).toList())
        .orElse(List.of());
  }
}
