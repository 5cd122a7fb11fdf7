package org.basin.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.basin.sweep.Condition.Relation;
import org.basin.sweep.ConditionLexer.Kind;
import org.basin.sweep.ConditionLexer.Token;

/**
 * Reads the text of a condition by recursive descent.
 *
 * <pre>
 * or         = and { ("or" | "||") and }
 * and        = not { ("and" | "&amp;&amp;") not }
 * not        = ("not" | "!") not | comparison
 * comparison = sum { ("==" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;=") sum }
 *            | sum ["not"] "in" list
 * list       = "[" sum { "," sum } "]" | "(" sum { "," sum } ")"
 * sum        = product { ("+" | "-") product }
 * product    = unary { ("*" | "/") unary }
 * unary      = "-" unary | primary
 * primary    = number | text | sizes | axis | "true" | "false" | "(" or ")"
 *            | ("abs" | "min" | "max") "(" sum { "," sum } ")"
 * sizes      = "[" number { "," number } "]"
 * </pre>
 *
 * <p>{@code a < b < c} means {@code a < b and b < c}.
 */
public final class ConditionParser {

  /** Bounds the stack that reading, testing and serialising need. */
  private static final int DEEPEST = 64;

  private static final int LONGEST = 10_000;

  private final Function<String, Hyperparameter> axes;
  private final List<Token> tokens;
  private int at;
  private int open;

  private ConditionParser(List<Token> tokens, Function<String, Hyperparameter> axes) {
    this.tokens = tokens;
    this.axes = axes;
  }

  /**
   * Reads a condition.
   *
   * @param text the expression
   * @param axes the hyperparameter that an axis' name stands for; throws {@link
   *     IllegalArgumentException} with the law for a name that is not an axis
   * @throws ConditionException at the first mistake
   */
  public static Condition parse(String text, Function<String, Hyperparameter> axes)
      throws ConditionException {
    if (text.length() > LONGEST) {
      throw new ConditionException(
          1,
          String.format(
              Locale.ROOT,
              "a condition must have at most %,d characters, got %,d",
              LONGEST,
              text.length()));
    }
    ConditionParser parser = new ConditionParser(ConditionLexer.tokens(text), axes);
    Condition condition = parser.condition(parser.or());
    if (parser.here().kind() != Kind.END) {
      throw parser.expected("an operator or the end");
    }
    return condition;
  }

  /**
   * What a stretch of text says.
   *
   * @param what a {@link Condition}, a {@link Term}, or a {@link Boolean}, which may be either
   * @param axis the axis when it is nothing but a name
   */
  private record Parsed(Object what, Token start, int depth, List<Hyperparameter> axis) {
    Parsed(Object what, Token start, int depth) {
      this(what, start, depth, List.of());
    }
  }

  private Parsed or() throws ConditionException {
    Token start = here();
    if (++open > DEEPEST) {
      throw tooDeep(start);
    }
    Parsed first = and();
    if (here().is("or")) {
      List<Condition> parts = new ArrayList<>(List.of(condition(first)));
      int depth = first.depth;
      while (skip("or")) {
        Parsed next = and();
        parts.add(condition(next));
        depth = Math.max(depth, next.depth);
      }
      first = deeper(Condition.any(parts), start, depth);
    }
    open--;
    return first;
  }

  private Parsed and() throws ConditionException {
    Token start = here();
    Parsed first = not();
    if (!here().is("and")) {
      return first;
    }
    List<Condition> parts = new ArrayList<>(List.of(condition(first)));
    int depth = first.depth;
    while (skip("and")) {
      Parsed next = not();
      parts.add(condition(next));
      depth = Math.max(depth, next.depth);
    }
    return deeper(Condition.all(parts), start, depth);
  }

  private Parsed not() throws ConditionException {
    Token start = here();
    if (!skip("not")) {
      return comparison();
    }
    if (++open > DEEPEST) {
      throw tooDeep(start);
    }
    Parsed part = not();
    open--;
    return deeper(new Condition.Not(condition(part)), start, part.depth);
  }

  private Parsed comparison() throws ConditionException {
    Parsed left = sum();
    if (here().is("in") || (here().is("not") && tokens.get(at + 1).is("in"))) {
      return membership(left);
    }
    List<Condition> links = new ArrayList<>();
    Token start = left.start;
    int depth = left.depth;
    for (Token sign = here(); relation(sign) != null; sign = here()) {
      at++;
      Parsed right = sum();
      links.add(comparison(left, sign, right));
      depth = Math.max(depth, right.depth);
      left = right;
    }
    if (links.isEmpty()) {
      return left;
    }
    return deeper(Condition.all(links), start, depth);
  }

  private Condition comparison(Parsed left, Token sign, Parsed right) throws ConditionException {
    Term a = term(left);
    Term b = term(right);
    checkChoice(left, right);
    checkChoice(right, left);
    try {
      return new Condition.Comparison(a, relation(sign), b);
    } catch (IllegalArgumentException e) {
      throw new ConditionException(sign.column(), e.getMessage());
    }
  }

  private Parsed membership(Parsed left) throws ConditionException {
    boolean negated = skip("not");
    Token sign = here();
    at++;
    String close = here().is("[") ? "]" : ")";
    if (!skip("[") && !skip("(")) {
      throw expected("a list such as [1, 2] after in");
    }
    List<Term> members = new ArrayList<>();
    int depth = left.depth;
    do {
      Parsed member = sum();
      members.add(term(member));
      checkChoice(left, member);
      depth = Math.max(depth, member.depth);
    } while (skip(","));
    require(close);
    try {
      Condition in = new Condition.In(term(left), members);
      return deeper(negated ? new Condition.Not(in) : in, left.start, depth + 1);
    } catch (IllegalArgumentException e) {
      throw new ConditionException(sign.column(), e.getMessage());
    }
  }

  private Parsed sum() throws ConditionException {
    Parsed left = product();
    while (here().is("+") || here().is("-")) {
      Term.Operation operation = here().is("+") ? Term.Operation.PLUS : Term.Operation.MINUS;
      at++;
      left = arithmetic(left, operation, product());
    }
    return left;
  }

  private Parsed product() throws ConditionException {
    Parsed left = unary();
    while (here().is("*") || here().is("/")) {
      Term.Operation operation = here().is("*") ? Term.Operation.TIMES : Term.Operation.OVER;
      at++;
      left = arithmetic(left, operation, unary());
    }
    return left;
  }

  private Parsed arithmetic(Parsed left, Term.Operation operation, Parsed right)
      throws ConditionException {
    Term what = new Term.Arithmetic(numeric(left), operation, numeric(right));
    return deeper(what, left.start, Math.max(left.depth, right.depth));
  }

  private Parsed unary() throws ConditionException {
    Token start = here();
    if (!skip("-")) {
      return primary();
    }
    if (here().kind() == Kind.NUMBER) {
      return new Parsed(new Term.Number(-number()), start, 1);
    }
    if (++open > DEEPEST) {
      throw tooDeep(start);
    }
    Parsed opposite = unary();
    open--;
    return deeper(new Term.Negation(numeric(opposite)), start, opposite.depth);
  }

  private Parsed primary() throws ConditionException {
    Token start = here();
    switch (start.kind()) {
      case NUMBER:
        return new Parsed(new Term.Number(number()), start, 1);
      case TEXT:
        at++;
        return new Parsed(new Term.Text(start.text()), start, 1);
      case NAME:
        at++;
        return named(start);
      default:
        break;
    }
    if (skip("(")) {
      Parsed inside = or();
      require(")");
      return new Parsed(inside.what, start, inside.depth);
    }
    if (skip("[")) {
      return sizes(start);
    }
    throw expected("a number, an axis, a text or (");
  }

  private Parsed named(Token name) throws ConditionException {
    if (name.text().equals("true") || name.text().equals("false")) {
      return new Parsed(Boolean.valueOf(name.text()), name, 1);
    }
    if (here().is("(")) {
      return call(name);
    }
    try {
      Hyperparameter axis = axes.apply(name.text());
      boolean numeric =
          switch (axis.type()) {
            case REAL, INTEGER -> true;
            case CHOICE, SWITCH, SIZES -> false;
          };
      Term term = numeric ? new Term.NumberAxis(name.text()) : new Term.TextAxis(name.text());
      return new Parsed(term, name, 1, List.of(axis));
    } catch (IllegalArgumentException e) {
      throw new ConditionException(name.column(), e.getMessage());
    }
  }

  private Parsed call(Token name) throws ConditionException {
    for (Term.Function function : Term.Function.values()) {
      if (function.word().equals(name.text())) {
        List<Term.Numeric> arguments = new ArrayList<>();
        int depth = 1;
        if (++open > DEEPEST) {
          throw tooDeep(name);
        }
        require("(");
        do {
          Parsed argument = sum();
          arguments.add(numeric(argument));
          depth = Math.max(depth, argument.depth);
        } while (skip(","));
        require(")");
        open--;
        try {
          return deeper(new Term.Call(function, arguments), name, depth);
        } catch (IllegalArgumentException e) {
          throw new ConditionException(name.column(), e.getMessage());
        }
      }
    }
    throw new ConditionException(name.column(), "a function must be abs, min or max, got " + name);
  }

  private Parsed sizes(Token start) throws ConditionException {
    List<String> sizes = new ArrayList<>();
    if (!here().is("]")) {
      do {
        if (here().kind() != Kind.NUMBER) {
          throw expected("a size");
        }
        sizes.add(Numeral.text(number()));
      } while (skip(","));
    }
    require("]");
    return new Parsed(new Term.Text(sizes.toString()), start, 1);
  }

  private double number() throws ConditionException {
    Token token = here();
    at++;
    double value = Double.parseDouble(token.text());
    if (Double.isInfinite(value)) {
      throw new ConditionException(token.column(), "a number must be finite, got " + token);
    }
    return value;
  }

  /** A comparison with a text that the axis never takes is a slip of the pen. */
  private static void checkChoice(Parsed axis, Parsed text) throws ConditionException {
    if (axis.axis.isEmpty() || axis.axis.get(0).choices().isEmpty()) {
      return;
    }
    String given = text.what instanceof Term.Text t ? t.value() : String.valueOf(text.what);
    List<String> choices = axis.axis.get(0).choices();
    boolean constant = text.what instanceof Term.Text || text.what instanceof Boolean;
    if (constant && !choices.contains(given)) {
      throw new ConditionException(
          text.start.column(),
          axis.start + " must be one of its choices, " + Nearest.of(given, choices));
    }
  }

  private static Condition condition(Parsed parsed) throws ConditionException {
    if (parsed.what instanceof Condition condition) {
      return condition;
    }
    if (parsed.what instanceof Boolean constant) {
      return constant ? Condition.ALL : new Condition.Or(List.of());
    }
    throw new ConditionException(
        parsed.start.column(),
        "a condition must compare something, got only " + Quote.shown(parsed.what.toString()));
  }

  private static Term term(Parsed parsed) throws ConditionException {
    if (parsed.what instanceof Term term) {
      return term;
    }
    if (parsed.what instanceof Boolean constant) {
      return new Term.Text(constant.toString());
    }
    throw new ConditionException(
        parsed.start.column(),
        "only numbers and texts can be compared, got " + Quote.shown(parsed.what.toString()));
  }

  private static Term.Numeric numeric(Parsed parsed) throws ConditionException {
    if (parsed.what instanceof Term.Numeric numeric) {
      return numeric;
    }
    throw new ConditionException(
        parsed.start.column(),
        "arithmetic must be done on numbers, got " + Quote.shown(parsed.what.toString()));
  }

  private static Parsed deeper(Object what, Token start, int depth) throws ConditionException {
    if (depth >= DEEPEST) {
      throw tooDeep(start);
    }
    return new Parsed(what, start, depth + 1);
  }

  private static ConditionException tooDeep(Token start) {
    return new ConditionException(
        start.column(), "a condition must nest at most " + DEEPEST + " deep, got more");
  }

  private static Relation relation(Token sign) {
    for (Relation relation : Relation.values()) {
      if (sign.is(relation.symbol)) {
        return relation;
      }
    }
    return null;
  }

  private Token here() {
    return tokens.get(at);
  }

  private boolean skip(String symbol) {
    boolean found = here().is(symbol);
    if (found) {
      at++;
    }
    return found;
  }

  private void require(String symbol) throws ConditionException {
    if (!skip(symbol)) {
      throw expected(symbol);
    }
  }

  private ConditionException expected(String what) {
    return new ConditionException(here().column(), "must have " + what + " here, got " + here());
  }
}
