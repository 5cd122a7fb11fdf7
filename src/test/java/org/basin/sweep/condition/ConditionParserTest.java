package org.basin.sweep.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Standard;
import org.basin.sweep.condition.Condition.Relation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionParserTest {

  private static final Map<String, Object> POINT =
      Map.of("a", 1.0, "b", 2.0, "c", -3.5, "n", 20.0, "scheme", "ep", "hidden", "[2, 1]");

  private static final Condition.Valuation AT =
      new Condition.Valuation() {
        @Override
        public double number(String axis) {
          return (Double) POINT.get(axis);
        }

        @Override
        public String text(String axis) {
          return (String) POINT.get(axis);
        }
      };

  private static Hyperparameter axis(String name) {
    return switch (name) {
      case "a", "b", "c" ->
          Hyperparameter.real(
              name, Hyperparameter.Kind.LANE, Standard.of(0.0), -10, 10, "a number");
      case "n" -> Hyperparameter.integer(name, 1, 1, 100, "a whole number");
      case "scheme" -> Hyperparameter.choice(name, "ep", List.of("ep", "chl"), "a text");
      case "hidden" -> Hyperparameter.sizes(name, List.of(2L, 1L), 1, 100, "sizes");
      case "shuffle" -> Hyperparameter.onOff(name, false, "a switch");
      default -> throw new IllegalArgumentException("must name an axis, got " + name);
    };
  }

  private static Condition parse(String text) {
    try {
      return ConditionParser.parse(text, ConditionParserTest::axis);
    } catch (ConditionException e) {
      throw new AssertionError(text + ": " + e.column() + ": " + e.getMessage(), e);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "a < b ~ true",
        "a <= 1 ~ true",
        "a >= b ~ false",
        "a != 1 ~ false",
        "a == 1 and b == 2 ~ true",
        "a == 1 && b == 3 || c < 0 ~ true",
        "a == 1 && (b == 3 || c > 0) ~ false",
        "not a == 1 ~ false",
        "!(a == 2) ~ true",
        "not not a == 1 ~ true",
        "a + b * 2 == 5 ~ true",
        "(a + b) * 2 == 6 ~ true",
        "a - b - 1 == -2 ~ true",
        "a - (b - 1) == 0 ~ true",
        "b / 4 == 0.5 ~ true",
        "-c == 3.5 ~ true",
        "--a == 1 ~ true",
        "abs(c) > 3 ~ true",
        "min(a, b, c) == c ~ true",
        "max(a, b) == 2e0 ~ true",
        "exp(a) > 2.718 and exp(a) < 2.719 ~ true",
        "log(exp(b)) == 2 ~ true",
        "log(0) < 1 or log(c) > -1 ~ false",
        "tanh(0) == 0 and sin(0) == 0 and cos(0) == 1 ~ true",
        "sqrt(b * b) == b ~ true",
        "sign(c) == -1 and sign(b) == 1 and sign(0) == 0 ~ true",
        "(a > 0) * 2 - 1 == 1 ~ true",
        "(a > 0) + (b > 5) + (c < 0) == 2 ~ true",
        "(a > 0 and c > 0) * 2 == 0 ~ true",
        "true + 1 == 2 ~ true",
        "a < b < n ~ true",
        "a < b < 2 ~ false",
        "a in [1, 2] ~ true",
        "a in (3, b - 1) ~ true",
        "a not in [1, 2] ~ false",
        "scheme == \"ep\" ~ true",
        "scheme != 'ep' ~ false",
        "scheme in [\"chl\", \"ep\"] ~ true",
        "hidden == [2,1] ~ true",
        "hidden in ([3], [2, 1]) ~ true",
        "0 / 0 == 0 / 0 ~ false",
        "0 / 0 != 1 ~ false",
        "a / 0 > 1e300 ~ true",
        "true ~ true",
        "false || a == 1 ~ true",
        "true and a == 2 ~ false"
      })
  void anExpressionHoldsWhereItSays(String text, boolean holds) {
    assertThat(parse(text).test(AT)).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a and b<1|a < 1 and b < 1|1|a condition must compare something, got only a",
        "a <|x|4|must have a number, an axis, a text or ( here, got the end",
        "a < < 1|x|5|must have a number, an axis, a text or ( here, got <",
        "a < 1 b|x|7|must have an operator or the end here, got b",
        "a = 1|x|3|must hold numbers, axes, quoted texts and operators only, got =; equality is"
            + " written ==",
        "a < 1 && d > 2|x|10|must name an axis, got d",
        "(a < 1|x|7|must have ) here, got the end",
        "a in 1|x|6|must have a list such as [1, 2] after in here, got 1",
        "a in []|x|7|must have a number, an axis, a text or ( here, got ]",
        "a == \"x\"|x|3|a number cannot be compared with a text, got a == \"x\"",
        "a == \"x|x|6|a text must end with the quote it began with",
        "scheme < \"ep\"|x|8|texts are compared by ==, != and in only, got scheme < \"ep\"",
        "scheme == \"epp\"|x|11|scheme must be one of its choices, got epp; did you mean ep?",
        "scheme == ep|x|11|must name an axis, got ep",
        "scheme + 1 < 2|x|1|arithmetic must be done on numbers, got scheme",
        "(a < 1) == true|x|1|only numbers and texts can be compared, got a < 1",
        "cosh(a) < 1|x|1|a function must be known, got cosh; did you mean cos?",
        "abs(a, b) < 1|x|1|abs takes one argument, got 2",
        "exp(a, b) < 1|x|1|exp takes one argument, got 2",
        "a < 1e999|x|5|a number must be finite, got 1e999",
        "a # 1|x|3|must hold numbers, axes, quoted texts and operators only, got #",
        "``|x|1|must have a number, an axis, a text or ( here, got the end"
      })
  void aMistakeIsNamedWithItsColumn(String text, String unused, int column, String message) {
    ConditionException e =
        catchThrowableOfType(
            ConditionException.class, () -> ConditionParser.parse(text, ConditionParserTest::axis));
    assertThat(e).as(text).isNotNull();
    assertThat(e.getMessage()).isEqualTo(message);
    assertThat(e.column()).isEqualTo(column);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "!", "-", "abs(", "not ", "a in (", "a + ", "(a < 1) && ! ("})
  void depthAndLengthAreBounded(String piece) {
    for (int times : new int[] {100, 1_000, 100_000}) {
      assertThat(
              catchThrowableOfType(
                  ConditionException.class,
                  () -> ConditionParser.parse(piece.repeat(times), ConditionParserTest::axis)))
          .isNotNull();
    }
    assertThat(parse("(".repeat(60) + "a < b" + ")".repeat(60))).isEqualTo(parse("a < b"));
  }

  @Test
  void printedConditionsReadBackAsEqual() {
    for (long seed = 0; seed < 500; seed++) {
      Condition condition = parse(sample(new Random(seed), 4));
      assertThat(parse(condition.toString())).as("seed " + seed).isEqualTo(condition);
      assertThat(parse(condition.toString()).test(AT)).isEqualTo(condition.test(AT));
    }
  }

  @Test
  void theDeepestAndLongestConditionsReadBackToo() {
    for (String text :
        List.of(
            "!".repeat(60) + "(a < b)",
            "-".repeat(60) + "a < b",
            "abs(".repeat(60) + "a" + ")".repeat(60) + " < b",
            "a - (".repeat(60) + "b" + ")".repeat(60) + " < b",
            "a < 1 and ! ".repeat(30) + "b < 1",
            "a < 1 or a > 1 and (".repeat(30) + "b < 1" + ")".repeat(30),
            "a < 1 and ".repeat(999) + "b < 1")) {
      assertThat(parse(parse(text).toString())).isEqualTo(parse(text));
    }
  }

  private static String sample(Random random, int depth) {
    String inner = depth == 0 ? "a < b" : "";
    if (!inner.isEmpty()) {
      return inner;
    }
    return switch (random.nextInt(8)) {
      case 0 -> sample(random, depth - 1) + " && " + sample(random, depth - 1);
      case 1 -> sample(random, depth - 1) + " or (" + sample(random, depth - 1) + ")";
      case 2 -> "!(" + sample(random, depth - 1) + ")";
      case 3 -> term(random, depth) + " <= " + term(random, depth);
      case 4 -> term(random, depth) + " in [" + term(random, depth) + ", -0.001]";
      case 5 -> "scheme == 'chl' and hidden != [3]";
      case 6 -> random.nextBoolean() ? "true" : "false";
      default -> "(" + sample(random, depth - 1) + ")";
    };
  }

  private static String term(Random random, int depth) {
    if (depth == 0) {
      return List.of("a", "b", "1e-7", "-2", "123456.75").get(random.nextInt(5));
    }
    return switch (random.nextInt(8)) {
      case 6 -> "(" + sample(random, depth - 1) + ") * " + term(random, 0);
      case 7 -> "tanh(" + term(random, depth - 1) + ")";
      case 0 -> term(random, depth - 1) + " - " + term(random, depth - 1);
      case 1 -> "(" + term(random, depth - 1) + " + c) * " + term(random, 0);
      case 2 -> "-(" + term(random, depth - 1) + ")";
      case 3 -> "max(" + term(random, depth - 1) + ", " + term(random, depth - 1) + ")";
      case 4 -> term(random, 0) + " / (" + term(random, depth - 1) + " / n)";
      default -> term(random, 0);
    };
  }

  @Test
  void anAndFallsApartIntoItsParts() {
    Condition condition = parse("a < 1 and (b < 2 and (c < 3 or n < 4)) and a < b < c");

    assertThat(condition.conjuncts())
        .extracting(Condition::toString)
        .containsExactly("a < 1", "b < 2", "c < 3 || n < 4", "a < b", "b < c");
    assertThat(condition.axes()).containsExactly("a", "b", "c", "n");
    assertThat(Condition.ALL.conjuncts()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a+1|a + 1",
        "(a > 0)*2 - 1|(a > 0) * 2 - 1",
        "a > b|(a > b)",
        "min( a,b )|min(a, b)",
        "-  (a)|-a",
        "1.50*a|1.5 * a"
      })
  void aFormulaHasOneText(String text, String canonical) throws ConditionException {
    Term.Numeric formula = ConditionParser.number(text, ConditionParserTest::axis);
    assertThat(formula).hasToString(canonical);
    assertThat(ConditionParser.number(canonical, ConditionParserTest::axis)).isEqualTo(formula);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "scheme|1|arithmetic must be done on numbers, got scheme",
        "a +|4|must have a number, an axis, a text or ( here, got the end",
        "a b|3|must have an operator or the end here, got b",
        "v + 1|1|must name an axis, got v",
        "``|1|must have a number, an axis, a text or ( here, got the end"
      })
  void aMistakeInAFormulaIsNamedWithItsColumn(String text, int column, String message) {
    ConditionException e =
        catchThrowableOfType(
            ConditionException.class,
            () -> ConditionParser.number(text, ConditionParserTest::axis));
    assertThat(e.getMessage()).isEqualTo(message);
    assertThat(e.column()).isEqualTo(column);
  }

  @Test
  void conditionsCanBeBuiltByHand() {
    Condition byHand =
        Condition.all(
            List.of(
                new Condition.Comparison(
                    new Term.NumberAxis("a"), Relation.LESS, new Term.Number(1)),
                new Condition.In(new Term.TextAxis("scheme"), List.of(new Term.Text("ep")))));

    assertThat(byHand).isEqualTo(parse("a < 1 && scheme in ['ep']"));
  }
}
