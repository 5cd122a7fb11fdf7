package org.basin.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.basin.draw.Shown;
import org.basin.read.Rows;

/**
 * Configurations as people read them: a mean with as many digits as two of its interval are worth,
 * shares with one decimal, other means with five digits. Values of axes stay as they are.
 */
final class ConfigurationText {

  /** What stands above half the width of an interval. */
  static final String SIGN = "±";

  private static final MathContext MEAN = new MathContext(5);

  private static final MathContext HALF = new MathContext(2);

  /** With more decimals than this a number is written as a power of ten. */
  private static final int MOST_DECIMALS = 8;

  private ConfigurationText() {}

  /** The rows with texts in place of what ranks them and of the means. */
  static Rows of(Rows rows) {
    int means = rows.columns().indexOf(Configurations.LOST) + 1;
    int half = rows.columns().indexOf(Configurations.PLUS_MINUS);
    int share = rows.columns().indexOf(Configurations.SHARE);
    List<List<Optional<Object>>> texts = new ArrayList<>();
    for (List<Optional<Object>> row : rows.values()) {
      List<Optional<Object>> text = new ArrayList<>(row);
      for (int c = means; c < row.size(); c++) {
        boolean percent = share >= 0 && c < share + 1 + Configurations.ENDS.size();
        text.set(c, row.get(c).map(value -> percent ? percent(value) : mean(value)));
      }
      if (half >= 0 && row.get(half).isPresent()) {
        int decimals = decimals((double) row.get(half).get());
        text.set(half, row.get(half).map(value -> fixed(value, decimals)));
        text.set(half - 1, row.get(half - 1).map(value -> fixed(value, decimals)));
      }
      texts.add(text);
    }
    List<String> columns =
        rows.columns().stream()
            .map(name -> name.equals(Configurations.PLUS_MINUS) ? SIGN : name)
            .toList();
    return new Rows(columns, texts);
  }

  private static String percent(Object value) {
    return decimal(value).setScale(1, RoundingMode.HALF_EVEN).toPlainString();
  }

  private static String mean(Object value) {
    return Shown.value(decimal(value).round(MEAN).doubleValue());
  }

  /**
   * How many decimals two digits of half an interval are worth; beyond reason where it has none.
   */
  private static int decimals(double half) {
    return half == 0 ? Integer.MAX_VALUE : new BigDecimal(half).round(HALF).scale();
  }

  private static String fixed(Object value, int decimals) {
    return decimals < 0 || decimals > MOST_DECIMALS
        ? mean(value)
        : decimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
  }

  private static BigDecimal decimal(Object value) {
    return new BigDecimal(((Number) value).doubleValue());
  }
}
