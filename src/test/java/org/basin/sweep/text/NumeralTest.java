package org.basin.sweep.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumeralTest {

  @ParameterizedTest
  @CsvSource({
    "0.1, 0.1",
    "-2, -2",
    "1e-3, 0.001",
    "1e-7, 1e-7",
    "1.25e-7, 1.25e-7",
    "1e15, 1e15",
    "2e23, 2e23",
    "123456789012345, 123456789012345",
    "1.7976931348623157e308, 1.7976931348623157e308",
    "4.9e-324, 5e-324",
    "2e-3, 0.002"
  })
  void textIsTheShortestThatReadsBack(double value, String text) {
    assertThat(Numeral.text(value)).isEqualTo(text);
  }

  @Test
  void everyDoubleReadsBack() {
    for (long seed = 0; seed < 5000; seed++) {
      double value = Double.longBitsToDouble(new Random(seed).nextLong());
      if (Double.isFinite(value)) {
        assertThat(Numeral.real(Numeral.text(value))).as("seed " + seed).contains(value);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, 0.1",
    "0.3, 0.3",
    "-2, -2",
    "1.1e-44, 1.1e-44",
    "1.4e-45, 1e-45",
    "2e-3, 0.002",
    "16777217, 16777216",
    "123456789012, 123456790000",
    "3.4028235e38, 3.4028235e38"
  })
  void textOfAFloatIsTheShortestThatReadsBackAsFloat(float value, String text) {
    assertThat(Numeral.text(value)).isEqualTo(text);
  }

  @Test
  void everyFloatReadsBackAndOneDigitLessDoesNot() {
    for (long seed = 0; seed < 5000; seed++) {
      float value = Float.intBitsToFloat(new Random(seed).nextInt());
      if (!Float.isFinite(value)) {
        continue;
      }
      String text = Numeral.text(value);
      assertThat(Float.parseFloat(text)).as("seed " + seed).isEqualTo(value);
      int digits = new BigDecimal(text).stripTrailingZeros().precision();
      assertThat(digits).as("seed " + seed).isLessThanOrEqualTo(9);
      if (digits > 1) {
        BigDecimal shorter = new BigDecimal(value).round(new MathContext(digits - 1));
        assertThat(shorter.floatValue()).as("seed " + seed).isNotEqualTo(value);
      }
    }
  }
}
