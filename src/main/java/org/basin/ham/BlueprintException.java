package org.basin.ham;

/** A hypergraph that a sweep file describes in a way that cannot be read. */
final class BlueprintException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** Which of the three lists. */
  private final String list;

  BlueprintException(String list, String message) {
    super(message);
    this.list = list;
  }

  String list() {
    return list;
  }
}
