package org.basin.sweep.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.basin.sweep.condition.Condition.Relation;
import org.basin.sweep.condition.ConditionLexer.Kind;
import org.basin.sweep.condition.ConditionLexer.Token;
import org.basin.sweep.text.Nearest;
import org.basin.sweep.text.Numeral;

/**
 * Reads the text of a condition, or of a formula, by recursive descent. A formula is an expression
 * for a number.
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
 *            | function "(" sum { "," sum } ")"
 * sizes      = "[" number { "," number } "]"
 * function   = "abs" | "min" | "max" | "exp" | "log" | "tanh" | "sin" | "cos" | "sqrt" | "sign"
 * </pre>
 *
 * <p>{@code a < b < c} means {@code a < b and b < c}. In arithmetic a condition in brackets is 1
 * where it holds, else 0, as in {@code (v0 > 0)*2 - 1}. The grammar stays in one file, long as it
 * is, because its rules call one another.
 */
public final class ConditionParser {

  /** Bounds the stack; the canonical form of what is allowed needs a few brackets a level. */
  private static final int MOST_OPEN = 4 * Parsed.DEEPEST;

  private static final int LONGEST = 10_000;

  private final Function<String, ? extends Named> axes;
  private final List<Token> tokens;
  private int at;
  private int open;

  private ConditionParser(List<Token> tokens, Function<String, ? extends Named> axes) {
    this.tokens = tokens;
    this.axes = axes;
  }

  /**
   * Reads a condition.
   *
   * @param text the expression
   * @param axes what an axis' name stands for; throws {@link IllegalArgumentException} with the law
   *     for a name that is not an axis
   * @throws ConditionException at the first mistake
   */
  public static Condition parse(String text, Function<String, ? extends Named> axes)
      throws ConditionException {
    checkLength(text);
    ConditionParser parser = new ConditionParser(ConditionLexer.tokens(text), axes);
    Condition condition = parser.or().condition();
    if (parser.here().kind() != Kind.END) {
      throw parser.expected("an operator or the end");
    }
    checkLength(condition.toString()); // so that what is written can be read again
    return condition;
  }

  /**
   * Reads a formula.
   *
   * @param text the expression
   * @param names what a name stands for; throws {@link IllegalArgumentException} with the law for a
   *     name that means nothing
   * @throws ConditionException at the first mistake
   */
  public static Term.Numeric number(String text, Function<String, ? extends Named> names)
      throws ConditionException {
    checkLength(text);
    ConditionParser parser = new ConditionParser(ConditionLexer.tokens(text), names);
    Term.Numeric number = parser.or().numeric();
    if (parser.here().kind() != Kind.END) {
      throw parser.expected("an operator or the end");
    }
    checkLength(number.toString());
    return number;
  }

  private static void checkLength(String text) throws ConditionException {
    if (text.length() > LONGEST) {
      throw new ConditionException(
          1,
          "an expression must have at most "
              + Numeral.grouped(LONGEST)
              + " characters, blanks between its words included, got "
              + Numeral.grouped(text.length()));
    }
  }

  private Parsed or() throws ConditionException {
    Token start = here();
    if (++open > MOST_OPEN) {
      throw Parsed.tooDeep(start, MOST_OPEN);
    }
    Parsed first = and();
    if (here().is("or")) {
      List<Condition> parts = new ArrayList<>(List.of(first.condition()));
      int depth = first.depth();
      while (skip("or")) {
        Parsed next = and();
        parts.add(next.condition());
        depth = Math.max(depth, next.depth());
      }
      first = Parsed.deeper(Condition.any(parts), start, depth);
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
    List<Condition> parts = new ArrayList<>(List.of(first.condition()));
    int depth = first.depth();
    while (skip("and")) {
      Parsed next = not();
      parts.add(next.condition());
      depth = Math.max(depth, next.depth());
    }
    return Parsed.deeper(Condition.all(parts), start, depth);
  }

  private Parsed not() throws ConditionException {
    Token start = here();
    if (!skip("not")) {
      return comparison();
    }
    if (++open > MOST_OPEN) {
      throw Parsed.tooDeep(start, MOST_OPEN);
    }
    Parsed part = not();
    open--;
    return Parsed.deeper(new Condition.Not(part.condition()), start, part.depth());
  }

  private Parsed comparison() throws ConditionException {
    Parsed left = sum();
    if (here().is("in") || (here().is("not") && tokens.get(at + 1).is("in"))) {
      return membership(left);
    }
    List<Condition> links = new ArrayList<>();
    Token start = left.start();
    int depth = left.depth();
    for (Token sign = here(); relation(sign) != null; sign = here()) {
      at++;
      Parsed right = sum();
      links.add(comparison(left, sign, right));
      depth = Math.max(depth, right.depth());
      left = right;
    }
    if (links.isEmpty()) {
      return left;
    }
    return Parsed.deeper(Condition.all(links), start, depth);
  }

  private Condition comparison(Parsed left, Token sign, Parsed right) throws ConditionException {
    Term a = left.term();
    Term b = right.term();
    left.checkChoice(right);
    right.checkChoice(left);
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
    int depth = left.depth();
    do {
      Parsed member = sum();
      members.add(member.term());
      left.checkChoice(member);
      depth = Math.max(depth, member.depth());
    } while (skip(","));
    require(close);
    try {
      Condition in = new Condition.In(left.term(), members);
      return Parsed.deeper(negated ? new Condition.Not(in) : in, left.start(), depth + 1);
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
    Term what = new Term.Arithmetic(left.numeric(), operation, right.numeric());
    return Parsed.deeper(what, left.start(), Math.max(left.depth(), right.depth()));
  }

  private Parsed unary() throws ConditionException {
    Token start = here();
    if (!skip("-")) {
      return primary();
    }
    if (here().kind() == Kind.NUMBER) {
      return new Parsed(new Term.Number(-number()), start, 1);
    }
    if (++open > MOST_OPEN) {
      throw Parsed.tooDeep(start, MOST_OPEN);
    }
    Parsed opposite = unary();
    open--;
    return Parsed.deeper(new Term.Negation(opposite.numeric()), start, opposite.depth());
  }

  private Parsed primary() throws ConditionException {
    Token start = here();
    if (start.kind() == Kind.NUMBER) {
      return new Parsed(new Term.Number(number()), start, 1);
    }
    at++;
    if (start.kind() == Kind.TEXT) {
      return new Parsed(new Term.Text(start.text()), start, 1);
    }
    if (start.kind() == Kind.NAME) {
      return named(start);
    }
    if (start.is("(")) {
      Parsed inside = or();
      require(")");
      return new Parsed(inside.what(), start, inside.depth());
    }
    if (start.is("[")) {
      return sizes(start);
    }
    at--;
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
      Named axis = axes.apply(name.text());
      Term term =
          axis.numeric() ? new Term.NumberAxis(name.text()) : new Term.TextAxis(name.text());
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
        if (++open > MOST_OPEN) {
          throw Parsed.tooDeep(name, MOST_OPEN);
        }
        require("(");
        do {
          Parsed argument = sum();
          arguments.add(argument.numeric());
          depth = Math.max(depth, argument.depth());
        } while (skip(","));
        require(")");
        open--;
        try {
          return Parsed.deeper(new Term.Call(function, arguments), name, depth);
        } catch (IllegalArgumentException e) {
          throw new ConditionException(name.column(), e.getMessage());
        }
      }
    }
    List<String> words = Stream.of(Term.Function.values()).map(Term.Function::word).toList();
    throw new ConditionException(
        name.column(), "a function must be known, " + Nearest.of(name.text(), words));
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
