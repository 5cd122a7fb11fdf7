package org.basin.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A duration as people write it: {@code 90s}, {@code 10m}, {@code 2h}, {@code 1d}. */
final class DurationText implements ITypeConverter<Duration> {

  private static final Pattern FORM = Pattern.compile("(\\d{1,9})([smhd])");

  @Override
  public Duration convert(String text) {
    Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
      throw new TypeConversionException(
          "a duration must be a whole number above 0 with s, m, h or d behind it, such as 90s or 2h, got '"
              + text
              + "'");
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  /** How long a wave takes: seconds as a bare number, such as 0.5, or as {@link DurationText}. */
  static final class OrSeconds implements ITypeConverter<Duration> {

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
}
