package org.basin.cli;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.basin.kernel.Engine;
import org.basin.trial.Engines;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an engine's name, in any case, as picocli reads a constant. */
final class EngineOption implements ITypeConverter<Engine>, Iterable<String> {

  private static final List<String> NAMES =
      Engines.names().stream().map(name -> name.toUpperCase(Locale.ROOT)).toList();

  @Override
  public Engine convert(String value) {
    return Engines.find(value.toLowerCase(Locale.ROOT))
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "expected one of %s (case-insensitive) but was '%s'".formatted(NAMES, value)));
  }

  @Override
  public Iterator<String> iterator() {
    return NAMES.iterator();
  }
}
