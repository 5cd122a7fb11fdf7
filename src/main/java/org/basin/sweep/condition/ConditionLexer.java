package org.basin.sweep.condition;

import java.util.ArrayList;
import java.util.List;
import org.basin.sweep.text.Quote;

/** Cuts the text of a condition into tokens. */
final class ConditionLexer {

  enum Kind {
    NUMBER,
    TEXT,
    NAME,
    SYMBOL,
    END
  }

  /** A token; {@code column} counts from 1. */
  record Token(Kind kind, String text, int column) {
    boolean is(String symbol) {
      return kind == Kind.SYMBOL && text.equals(symbol);
    }

    @Override
    public String toString() {
      return kind == Kind.END ? "the end" : Quote.shown(text);
    }
  }

  private static final List<String> SYMBOLS =
      List.of(
          "==", "!=", "<=", ">=", "&&", "||", "<", ">", "!", "+", "-", "*", "/", "(", ")", "[", "]",
          ",");

  private final String text;
  private int at;

  private ConditionLexer(String text) {
    this.text = text;
  }

  static List<Token> tokens(String text) throws ConditionException {
    ConditionLexer lexer = new ConditionLexer(text);
    List<Token> tokens = new ArrayList<>();
    do {
      tokens.add(lexer.next());
    } while (tokens.get(tokens.size() - 1).kind() != Kind.END);
    return tokens;
  }

  private Token next() throws ConditionException {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    if (at == text.length()) {
      return new Token(Kind.END, "", at + 1);
    }
    int start = at;
    char first = text.charAt(at);
    if (Character.isLetter(first) || first == '_') {
      return token(Kind.NAME, start, skipName());
    }
    if (digit(at) || (first == '.' && digit(at + 1))) {
      return token(Kind.NUMBER, start, skipNumber());
    }
    if (first == '"' || first == '\'') {
      return quoted(first);
    }
    for (String symbol : SYMBOLS) {
      if (text.startsWith(symbol, at)) {
        at += symbol.length();
        return new Token(Kind.SYMBOL, reading(symbol), start + 1);
      }
    }
    String hint = first == '=' ? "; equality is written ==" : "";
    throw new ConditionException(
        start + 1,
        "must hold numbers, axes, quoted texts and operators only, got "
            + Quote.shown(text.substring(at, at + Character.charCount(text.codePointAt(at))))
            + hint);
  }

  private static String reading(String symbol) {
    return switch (symbol) {
      case "&&" -> "and";
      case "||" -> "or";
      case "!" -> "not";
      default -> symbol;
    };
  }

  private Token token(Kind kind, int start, int end) {
    at = end;
    String word = text.substring(start, end);
    boolean keyword =
        word.equals("and") || word.equals("or") || word.equals("not") || word.equals("in");
    return new Token(keyword ? Kind.SYMBOL : kind, word, start + 1);
  }

  private int skipName() {
    int end = at;
    while (end < text.length()
        && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
      end++;
    }
    return end;
  }

  private int skipNumber() {
    int end = skipDigits(at);
    if (end < text.length() && text.charAt(end) == '.') {
      end = skipDigits(end + 1);
    }
    if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
      int sign = end + 1;
      if (sign < text.length() && (text.charAt(sign) == '-' || text.charAt(sign) == '+')) {
        sign++;
      }
      if (digit(sign)) {
        end = skipDigits(sign);
      }
    }
    return end;
  }

  private int skipDigits(int from) {
    int end = from;
    while (digit(end)) {
      end++;
    }
    return end;
  }

  private boolean digit(int index) {
    return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
  }

  private Token quoted(char quote) throws ConditionException {
    int start = at++;
    StringBuilder value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != quote) {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
      }
      value.append(text.charAt(at++));
    }
    if (at == text.length()) {
      throw new ConditionException(start + 1, "a text must end with the quote it began with");
    }
    at++;
    return new Token(Kind.TEXT, value.toString(), start + 1);
  }
}
