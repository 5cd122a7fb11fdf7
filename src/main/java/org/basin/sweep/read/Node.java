package org.basin.sweep.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.basin.sweep.text.Quote;

/** A piece of a sweep file with its place. Only overrides change it, before it is read. */
sealed interface Node {

  Place place();

  /** As it is shown in a message. */
  String shown();

  /**
   * A single word or text.
   *
   * @param plain whether it stands without quotes, so that it may be a number
   * @param verbatim whether its characters stand in the file as they are, so that columns count
   */
  record Scalar(String text, boolean plain, boolean verbatim, Place place) implements Node {

    boolean empty() {
      return plain
          && switch (text) {
            case "", "~", "null", "Null", "NULL" -> true;
            default -> false;
          };
    }

    @Override
    public String shown() {
      if (empty()) {
        return "nothing";
      }
      return plain ? Quote.shown(text) : "the text \"" + Quote.shown(text) + "\"";
    }
  }

  /** A list. */
  record Sequence(List<Node> items, Place place) implements Node {
    @Override
    public String shown() {
      return items.isEmpty() ? "[]" : "a list";
    }
  }

  /** Keys and values, in order; no key twice. */
  record Mapping(List<Entry> entries, Place place) implements Node {

    Optional<Entry> entry(String key) {
      return entries.stream().filter(entry -> entry.key.text.equals(key)).findFirst();
    }

    Optional<Node> value(String key) {
      return entry(key).map(Entry::value);
    }

    List<String> keys() {
      return entries.stream().map(entry -> entry.key.text).toList();
    }

    /** The same mapping with a value put in the place of the old one, or at the end. */
    Mapping with(Scalar key, Node value) {
      List<Entry> changed = new ArrayList<>(entries);
      int at = keys().indexOf(key.text);
      if (at < 0) {
        changed.add(new Entry(key, value));
      } else {
        changed.set(at, new Entry(key, value));
      }
      return new Mapping(List.copyOf(changed), place);
    }

    Mapping without(String key) {
      return new Mapping(
          entries.stream().filter(entry -> !entry.key.text.equals(key)).toList(), place);
    }

    @Override
    public String shown() {
      return entries.isEmpty() ? "{}" : "a mapping";
    }
  }

  /** Something unreadable that was reported already. */
  record Broken(Place place) implements Node {
    @Override
    public String shown() {
      return "something unreadable";
    }
  }

  /** A key with its value. */
  record Entry(Scalar key, Node value) {}
}
