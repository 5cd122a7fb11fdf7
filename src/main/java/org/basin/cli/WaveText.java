package org.basin.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How long a wave takes: seconds as a bare number, such as 0.5, or as {@link DurationText}. */
final class WaveText implements ITypeConverter<Duration> {

  private static final Pattern SECONDS = Pattern.compile("-?\\d{1,12}(\\.\\d{1,12})?");
  private static final BigDecimal MOST = new BigDecimal("1e9");

  @Override
  public Duration convert(String text) {
    if (!SECONDS.matcher(text).matches()) {
      return new DurationText().convert(text);
    }
    BigDecimal seconds = new BigDecimal(text);
    if (seconds.signum() <= 0 || seconds.compareTo(MOST) > 0) {
      throw new TypeConversionException("0 < seconds <= 1e9 must hold, got " + text);
    }
    return Duration.ofNanos(Math.max(1, seconds.movePointRight(9).longValue()));
  }
}
