package org.basin.read;

/** A question that SQL refuses, at once or while it is answered. */
public final class QuestionException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final boolean parsed;

  private QuestionException(String message, boolean parsed, Throwable cause) {
    super(message, cause);
    this.parsed = parsed;
  }

  /** One that does more than ask; the message is a law and what it got. */
  public static QuestionException refused(String law) {
    return new QuestionException(law, true, null);
  }

  /** One that has no answer; the message is what the reader says. */
  static QuestionException unanswered(String reason, Throwable cause) {
    return new QuestionException("the query cannot be answered: " + reason, true, cause);
  }

  /** One that cannot be read as this dialect. */
  static QuestionException unreadable(String reason, Throwable cause) {
    return new QuestionException("the query cannot be answered: " + reason, false, cause);
  }

  /** Whether it is a question of the dialect at all. */
  public boolean parsed() {
    return parsed;
  }
}
